-- What the dealers in scope report to have sold on, less what came back (流向). Money is not reported.
SELECT s.no, coalesce(s.currency, ''), 'sell-through ' || m.period,
       concat_ws('/', m.report, l.position), l.entry_date, l.product_code,
       CASE l.kind WHEN 'customer_return' THEN -l.quantity ELSE l.quantity END, 0::numeric, 0::numeric
  FROM settle_scope s
  JOIN canonical.counted_stock_movements(:watermark) m ON m.dealer_code = s.code
  JOIN canonical.stock_movement_line l ON l.seq = m.seq
 WHERE l.kind IN ('sell_through', 'customer_return') AND l.entry_date >= :start AND l.entry_date <= :end
