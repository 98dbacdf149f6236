-- What one item was invoiced at on average, for the dealers and products that scans of this run speak against. Returns
-- and notes carry other prices and do not count.
WITH wanted AS (
    SELECT DISTINCT dealer_code, product_code FROM result.scan_verdict
     WHERE run_id = @run AND product_code IS NOT NULL AND (verdict = 'Diverted' OR decided_by = 'consumer-travel'))
SELECT w.dealer_code, w.product_code, round(sum(l.net_amount) / sum(l.quantity), 6)
  FROM wanted w
  JOIN canonical.invoice i ON i.dealer_code = w.dealer_code
   AND i.kind = 'invoice' AND i.seq <= @watermark AND i.until_seq > @watermark
  JOIN canonical.invoice_line l ON l.seq = i.seq AND l.product_code = w.product_code
 WHERE l.quantity > 0 AND l.net_amount > 0
 GROUP BY w.dealer_code, w.product_code
