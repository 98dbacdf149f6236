-- What the floor fills, and what a user's own import fills. The half that is known beforehand stands in bench.before_*.
CREATE TABLE bench.user_order (
    number text PRIMARY KEY, dealer text NOT NULL, order_date date NOT NULL, requested date, reference text,
    currency text NOT NULL, status text, net numeric);
CREATE TABLE bench.user_line (
    number text NOT NULL, position text NOT NULL, product text NOT NULL, quantity numeric NOT NULL, unit text,
    price numeric, net numeric,
    PRIMARY KEY (number, position));
CREATE TABLE bench.before_order (LIKE canonical.sales_order);
CREATE TABLE bench.before_line (LIKE canonical.sales_order_line);
