-- The state before a pull: what was known of the orders, for us and for the user's own import.
TRUNCATE canonical.sales_order, canonical.sales_order_line, bench.user_order, bench.user_line;
INSERT INTO canonical.sales_order SELECT * FROM bench.before_order;
INSERT INTO canonical.sales_order_line SELECT * FROM bench.before_line;
INSERT INTO bench.user_order
SELECT number, dealer_code, order_date, requested_date, dealer_reference, currency, status, net_amount
  FROM bench.before_order;
INSERT INTO bench.user_line
SELECT o.number, l.position, l.product_code, l.quantity, l.unit, l.unit_price, l.net_amount
  FROM bench.before_line l JOIN bench.before_order o USING (seq);
ANALYZE canonical.sales_order;
ANALYZE canonical.sales_order_line;
