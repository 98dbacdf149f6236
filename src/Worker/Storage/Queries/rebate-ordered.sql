-- Order lines of the dealers in scope; an order has no amounts with tax, hence at the product's rate.
SELECT s.no, o.currency, o.number, l.position, o.order_date, l.product_code, l.quantity, a.net,
       round(a.net * (1 + coalesce(p.tax_rate, 0)), 2)
  FROM settle_scope s
  JOIN canonical.sales_order o
    ON o.dealer_code = s.code AND o.order_date >= :start AND o.order_date <= :end
   AND o.seq <= :watermark AND o.until_seq > :watermark
  JOIN canonical.sales_order_line l ON l.seq = o.seq
 CROSS JOIN LATERAL (SELECT coalesce(l.net_amount, round(l.quantity * l.unit_price, 2), 0) AS net) a
  LEFT JOIN LATERAL (SELECT x.tax_rate FROM canonical.product x
                      WHERE x.code = l.product_code AND x.seq <= :watermark AND x.until_seq > :watermark
                      ORDER BY x.seq DESC LIMIT 1) p
    ON true
 WHERE coalesce(o.status, '') <> 'cancelled'
