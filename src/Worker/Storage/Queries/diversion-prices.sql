-- What one item was invoiced at on average, for dealers and products that scans speak against. Returns and notes carry
-- other prices and do not count.
SELECT w.dealer_code, w.product_code, round(sum(l.net_amount) / sum(l.quantity), 6)
  FROM unnest(@dealers, @products) AS w (dealer_code, product_code)
  JOIN canonical.invoice i ON i.dealer_code = w.dealer_code
   AND i.kind = 'invoice' AND i.seq <= @watermark AND i.until_seq > @watermark
  JOIN canonical.invoice_line l ON l.seq = i.seq AND l.product_code = w.product_code
 WHERE l.quantity > 0 AND l.net_amount > 0
 GROUP BY w.dealer_code, w.product_code
