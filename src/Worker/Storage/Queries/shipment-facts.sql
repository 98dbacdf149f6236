-- Shipments of the dealer that carry a number asked for, with the invoice that names them and what they come to at the
-- prices of their order.
SELECT w.no, sh.number, sh.shipped_on, sh.delivered_on,
       (SELECT min(i.number) FROM canonical.invoice i
         WHERE i.dealer_code = sh.dealer_code AND i.shipment_number = sh.number
           AND i.seq <= :watermark AND i.until_seq > :watermark),
       (SELECT sum(round(round(sl.quantity * ol.unit_price, 2) * (1 + coalesce(p.tax_rate, 0)), 2))
          FROM canonical.shipment_line sl
          JOIN canonical.sales_order o
            ON o.number = sh.order_number AND o.dealer_code = sh.dealer_code
           AND o.seq <= :watermark AND o.until_seq > :watermark
          JOIN canonical.sales_order_line ol ON ol.seq = o.seq AND ol.position = sl.order_position
          LEFT JOIN canonical.product p
            ON p.code = sl.product_code AND p.seq <= :watermark AND p.until_seq > :watermark
         WHERE sl.seq = sh.seq)
  FROM wanted_reference w
  JOIN book_scope s ON s.no = w.no
  JOIN canonical.shipment sh
    ON sh.number = w.reference AND sh.dealer_code = s.code AND sh.seq <= :watermark AND sh.until_seq > :watermark
