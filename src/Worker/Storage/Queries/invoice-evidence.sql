-- What order and shipment say about each invoice: the amounts it would have at the order's prices, and for the quantity
-- the dealer signed for. numeric rounding in PostgreSQL is half away from zero, the same as the invoices'.
SELECT i.dealer_code, i.number, max(sh.number), max(sh.shipped_on), max(sh.delivered_on), max(o.number),
       sum(round(round(l.quantity * coalesce(ol.unit_price, l.unit_price), 2) * (1 + coalesce(p.tax_rate, 0)), 2))
           FILTER (WHERE o.number IS NOT NULL),
       sum(round(round(least(l.quantity, coalesce(sl.received_quantity, l.quantity)) * l.unit_price, 2)
                 * (1 + coalesce(p.tax_rate, 0)), 2))
           FILTER (WHERE sh.number IS NOT NULL)
  FROM canonical.invoice i
  JOIN scope_dealer s ON s.code = i.dealer_code
  JOIN canonical.invoice_line l ON l.seq = i.seq
  LEFT JOIN canonical.sales_order o
    ON o.number = i.order_number AND o.dealer_code = i.dealer_code
   AND o.seq <= :watermark AND o.until_seq > :watermark
  LEFT JOIN canonical.sales_order_line ol ON ol.seq = o.seq AND ol.position = l.order_position
  LEFT JOIN canonical.shipment sh
    ON sh.number = i.shipment_number AND sh.dealer_code = i.dealer_code
   AND sh.seq <= :watermark AND sh.until_seq > :watermark
  LEFT JOIN canonical.shipment_line sl ON sl.seq = sh.seq AND sl.order_position = l.order_position
  LEFT JOIN canonical.product p
    ON p.code = l.product_code AND p.seq <= :watermark AND p.until_seq > :watermark
 WHERE i.seq <= :watermark AND i.until_seq > :watermark
   AND i.kind = 'invoice' AND i.invoice_date >= :from AND i.invoice_date <= :to
 GROUP BY i.seq, i.dealer_code, i.number
