-- The shipment lines that left for the dealers in scope by the end of the period and did not arrive before it.
SELECT s.no, h.number, h.order_number, l.order_position, l.product_code, l.quantity, l.received_quantity, l.unit,
       h.shipped_on, h.delivered_on
  FROM book_scope s
  JOIN canonical.shipment h
    ON h.dealer_code = s.code AND h.seq <= :watermark AND h.until_seq > :watermark
  JOIN canonical.shipment_line l ON l.seq = h.seq
 WHERE h.shipped_on <= :end AND (h.delivered_on IS NULL OR h.delivered_on >= :start)
