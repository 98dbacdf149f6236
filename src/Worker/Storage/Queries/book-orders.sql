-- The order lines of the dealers in scope.
SELECT s.no, o.number, l.position, l.product_code, l.quantity, l.unit, l.unit_price, l.net_amount, o.currency
  FROM book_scope s
  JOIN canonical.sales_order o
    ON o.dealer_code = s.code AND o.seq <= :watermark AND o.until_seq > :watermark
  JOIN canonical.sales_order_line l ON l.seq = o.seq
