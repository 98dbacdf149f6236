-- The lines of the invoices that stand in a difference, beside those of their orders and shipments.
SELECT w.no, i.number, sh.number, sh.shipped_on, sh.delivered_on, o.number,
       l.position, l.product_code, p.code IS NOT NULL, l.quantity, sl.received_quantity, l.unit, p.pack_size, l.unit_price,
       ol.unit_price, ol.quantity, ol.net_amount, l.net_amount, l.gross_amount, coalesce(p.tax_rate, 0)
  FROM wanted_invoice w
  JOIN book_scope s ON s.no = w.no
  JOIN canonical.invoice i
    ON i.number = w.number AND i.dealer_code = s.code AND i.seq <= :watermark AND i.until_seq > :watermark
  JOIN canonical.invoice_line l ON l.seq = i.seq
  LEFT JOIN canonical.sales_order o
    ON o.number = i.order_number AND o.dealer_code = i.dealer_code
   AND o.seq <= :watermark AND o.until_seq > :watermark
  LEFT JOIN canonical.sales_order_line ol ON ol.seq = o.seq AND ol.position = l.order_position
  LEFT JOIN canonical.shipment sh
    ON sh.number = i.shipment_number AND sh.dealer_code = i.dealer_code
   AND sh.seq <= :watermark AND sh.until_seq > :watermark
  LEFT JOIN LATERAL (SELECT sum(x.received_quantity) AS received_quantity FROM canonical.shipment_line x
                      WHERE x.seq = sh.seq AND x.order_position = l.order_position) sl
    ON true
  LEFT JOIN LATERAL (SELECT x.code, x.pack_size, x.tax_rate FROM canonical.product x
                      WHERE x.code = l.product_code AND x.seq <= :watermark AND x.until_seq > :watermark
                      ORDER BY x.seq DESC LIMIT 1) p
    ON true
 ORDER BY w.no, i.number, l.line_no
