-- The shipment lines that a three-way match of the dealers in scope looks at, up to the month after the period.
SELECT s.no, h.number, h.order_number, l.order_position, l.product_code, l.quantity, l.received_quantity, l.unit,
       h.shipped_on, h.delivered_on
  FROM book_scope s
  JOIN canonical.shipment h
    ON h.dealer_code = s.code AND h.seq <= :watermark AND h.until_seq > :watermark
  JOIN three_way_key k ON k.no = s.no AND k.key = coalesce(h.order_number, h.number)
  JOIN canonical.shipment_line l ON l.seq = h.seq
 WHERE h.shipped_on <= :to
