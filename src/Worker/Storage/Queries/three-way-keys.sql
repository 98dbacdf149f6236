-- What a three-way match of the period has to look at: the orders of its documents, of those that became known since
-- the month before was matched, and of those that it left open. An invoice without an order stands for itself.
-- Everything else was settled then; a dealer without a result of that month is looked at as a whole.
DROP TABLE IF EXISTS three_way_key;
CREATE TEMP TABLE three_way_key ON COMMIT DROP AS
WITH earlier AS (
    SELECT DISTINCT ON (s.no) s.no, r.run_id, u.watermark
      FROM book_scope s
      JOIN result.reconciliation r ON r.dealer_code = s.code AND r.period = @before
      JOIN ops.run u
        ON u.id = r.run_id AND u.pipeline = 'reconcile-three-way' AND u.status IN ('succeeded', 'incomplete')
       AND u.watermark <= @watermark
     ORDER BY s.no, r.run_id DESC),
scope AS (
    SELECT s.no, s.code, e.run_id, CASE WHEN e.run_id IS NULL OR EXISTS (
               SELECT 1 FROM result.reconciliation i
                WHERE i.run_id = e.run_id AND i.dealer_code = s.code AND i.status = 'incomplete')
           THEN -1 ELSE e.watermark END AS known
      FROM book_scope s LEFT JOIN earlier e USING (no)),
invoices AS (
    SELECT s.no, i.number, i.order_number, i.seq > s.known OR i.invoice_date >= @start AS counts
      FROM scope s
      JOIN canonical.invoice i ON i.dealer_code = s.code AND i.seq <= @watermark AND i.until_seq > @watermark
     WHERE i.invoice_date <= @to),
shipments AS (
    SELECT s.no, h.number, h.order_number,
           h.seq > s.known OR h.shipped_on >= @start OR coalesce(h.delivered_on >= @start, false) AS counts
      FROM scope s
      JOIN canonical.shipment h ON h.dealer_code = s.code AND h.seq <= @watermark AND h.until_seq > @watermark
     WHERE h.shipped_on <= @to),
-- A line is named by its document and position.
open AS (
    SELECT DISTINCT s.no, regexp_replace(b.id, '/[^/]*$', '') AS number
      FROM scope s
      JOIN result.break f ON f.run_id = s.run_id AND f.dealer_code = s.code
     CROSS JOIN LATERAL (VALUES (f.our_id), (f.their_id)) b (id)
     WHERE b.id IS NOT NULL)
SELECT no, coalesce(order_number, number) AS key FROM invoices
 WHERE counts OR (no, number) IN (SELECT no, number FROM open)
UNION
SELECT no, coalesce(order_number, number) FROM shipments
 WHERE counts OR (no, number) IN (SELECT no, number FROM open)
UNION
SELECT s.no, o.number
  FROM scope s
  JOIN canonical.sales_order o
    ON o.dealer_code = s.code AND o.seq > s.known AND o.seq <= @watermark AND o.until_seq > @watermark
 WHERE s.known >= 0;
ANALYZE three_way_key;
