-- The lines of invoices, returns, credit and debit notes that a three-way match of the dealers in scope looks at, up to
-- the month after the period.
SELECT s.no, i.number, ascii(i.kind), i.invoice_date, i.currency, i.order_number, l.order_position, i.shipment_number,
       l.position, l.product_code, l.quantity, l.unit, l.unit_price, l.net_amount, l.gross_amount
  FROM book_scope s
  JOIN canonical.invoice i
    ON i.dealer_code = s.code AND i.seq <= :watermark AND i.until_seq > :watermark
  JOIN three_way_key k ON k.no = s.no AND k.key = coalesce(i.order_number, i.number)
  JOIN canonical.invoice_line l ON l.seq = i.seq
 WHERE i.invoice_date <= :to
