-- Shipped lines of the dealers in scope, worth what they come to at the prices of their order.
SELECT s.no, coalesce(o.currency, s.currency, ''), h.number, l.position, h.shipped_on, l.product_code, l.quantity, a.net,
       round(a.net * (1 + coalesce(p.tax_rate, 0)), 2)
  FROM settle_scope s
  JOIN canonical.shipment h
    ON h.dealer_code = s.code AND h.shipped_on >= :start AND h.shipped_on <= :end
   AND h.seq <= :watermark AND h.until_seq > :watermark
  JOIN canonical.shipment_line l ON l.seq = h.seq
  LEFT JOIN canonical.sales_order o
    ON o.number = h.order_number AND o.dealer_code = h.dealer_code AND o.seq <= :watermark AND o.until_seq > :watermark
  LEFT JOIN canonical.sales_order_line ol ON ol.seq = o.seq AND ol.position = l.order_position
 CROSS JOIN LATERAL (SELECT coalesce(round(l.quantity * ol.unit_price, 2), 0) AS net) a
  LEFT JOIN LATERAL (SELECT x.tax_rate FROM canonical.product x
                      WHERE x.code = l.product_code AND x.seq <= :watermark AND x.until_seq > :watermark
                      ORDER BY x.seq DESC LIMIT 1) p
    ON true
