-- Months before the one that is settled in which the dealers in scope have documents that came, changed or went after
-- the last settlement of an earlier month, where that month was settled at all: they count now and point to the month
-- they happened in (两套日历).
WITH settled AS (
    SELECT scope, period, watermark FROM ops.run
     WHERE pipeline = 'settle' AND period < @month AND status IN ('succeeded', 'incomplete')),
since AS (
    SELECT s.no, max(u.watermark) AS known FROM settle_scope s JOIN settled u ON u.scope IN ('', s.code) GROUP BY s.no)
SELECT DISTINCT d.no AS "No", d.month AS "Month"
  FROM (SELECT s.no, s.code, to_char(x.day, 'YYYY-MM') AS month
          FROM since k
          JOIN settle_scope s USING (no)
         CROSS JOIN LATERAL (
            SELECT i.invoice_date AS day, i.seq, i.until_seq FROM canonical.invoice i
             WHERE i.dealer_code = s.code AND i.invoice_date < @start
            UNION ALL
            SELECT h.shipped_on, h.seq, h.until_seq FROM canonical.shipment h
             WHERE h.dealer_code = s.code AND h.shipped_on < @start
            UNION ALL
            SELECT o.order_date, o.seq, o.until_seq FROM canonical.sales_order o
             WHERE o.dealer_code = s.code AND o.order_date < @start
            UNION ALL
            SELECT r.happened_on, r.seq, 9223372036854775807 FROM canonical.diversion_ruling r
             WHERE r.dealer_code = s.code AND r.happened_on < @start
            UNION ALL
            SELECT v.happened_on, v.seq, 9223372036854775807 FROM canonical.volume_move v
             WHERE v.dealer_code = s.code AND v.happened_on < @start) x
         WHERE (x.seq > k.known AND x.seq <= @watermark) OR (x.until_seq > k.known AND x.until_seq <= @watermark)) d
 WHERE EXISTS (SELECT 1 FROM settled u WHERE u.period = d.month AND u.scope IN ('', d.code))
