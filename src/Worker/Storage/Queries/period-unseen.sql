-- Documents and decisions of a period that the last run of their dealer has not seen: new ones by their number,
-- replaced and moved ones by the number of what took their place. Of shipments only those count that were received by
-- the end of the period or not at all: goods that arrive after it were on their way then, and still are.
WITH floor AS (SELECT min(watermark) AS seq FROM period_run),
changed AS (
    SELECT i.dealer_code, 'invoice ' || i.number AS name, i.seq FROM canonical.invoice i, floor f
     WHERE i.seq > f.seq AND i.invoice_date BETWEEN @start AND @end
    UNION ALL
    SELECT i.dealer_code, 'invoice ' || i.number, i.until_seq FROM canonical.invoice i, floor f
     WHERE i.until_seq > f.seq AND i.until_seq < 9223372036854775807 AND i.invoice_date BETWEEN @start AND @end
    UNION ALL
    SELECT p.dealer_code, 'payment ' || p.number, p.seq FROM canonical.payment p, floor f
     WHERE @books AND p.seq > f.seq AND p.payment_date BETWEEN @start AND @end
    UNION ALL
    SELECT p.dealer_code, 'payment ' || p.number, p.until_seq FROM canonical.payment p, floor f
     WHERE @books AND p.until_seq > f.seq AND p.until_seq < 9223372036854775807
       AND p.payment_date BETWEEN @start AND @end
    UNION ALL
    SELECT l.dealer_code, 'ledger of ' || l.period, l.seq FROM canonical.ledger l, floor f
     WHERE @books AND l.seq > f.seq AND l.period = @period
    UNION ALL
    SELECT l.dealer_code, 'ledger of ' || l.period, l.until_seq FROM canonical.ledger l, floor f
     WHERE @books AND l.until_seq > f.seq AND l.until_seq < 9223372036854775807 AND l.period = @period
    UNION ALL
    SELECT h.dealer_code, 'shipment ' || h.number, h.seq FROM canonical.shipment h, floor f
     WHERE @books AND h.seq > f.seq AND h.shipped_on BETWEEN @start AND @end
       AND (h.delivered_on IS NULL OR h.delivered_on <= @end)
    UNION ALL
    SELECT h.dealer_code, 'shipment ' || h.number, g.seq
      FROM floor f JOIN canonical.gone g ON g.seq > f.seq JOIN canonical.shipment h ON h.until_seq = g.seq
     WHERE @books AND g.dataset = 'shipments' AND h.shipped_on BETWEEN @start AND @end
       AND (h.delivered_on IS NULL OR h.delivered_on <= @end)
    UNION ALL
    SELECT c.dealer_code, 'claim ' || c.number, c.seq FROM canonical.claim c, floor f
     WHERE @books AND c.seq > f.seq AND c.granted_on <= @end
    UNION ALL
    SELECT c.dealer_code, 'claim ' || c.number, c.until_seq FROM canonical.claim c, floor f
     WHERE @books AND c.until_seq > f.seq AND c.until_seq < 9223372036854775807 AND c.granted_on <= @end
    UNION ALL
    SELECT d.dealer_code, 'decision ' || d.seq, d.seq FROM canonical.decision d, floor f
     WHERE @books AND d.seq > f.seq AND d.period = @period)
SELECT c.dealer_code AS "DealerCode", count(DISTINCT c.name)::int AS "Count", min(c.name) AS "First"
  FROM changed c
 WHERE c.seq > coalesce((SELECT max(r.watermark) FROM period_run r WHERE r.scope IN ('', c.dealer_code)), 0)
 GROUP BY c.dealer_code
 ORDER BY c.dealer_code
