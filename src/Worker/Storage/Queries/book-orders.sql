-- The order lines that a three-way match of the dealers in scope looks at.
SELECT s.no, o.number, l.position, l.product_code, l.quantity, l.unit, l.unit_price, l.net_amount, o.currency
  FROM book_scope s
  JOIN three_way_key k ON k.no = s.no
  JOIN canonical.sales_order o
    ON o.number = k.key AND o.dealer_code = s.code AND o.seq <= :watermark AND o.until_seq > :watermark
  JOIN canonical.sales_order_line l ON l.seq = o.seq
