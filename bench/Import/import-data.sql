CREATE TABLE bench.user_invoice (
    number text PRIMARY KEY, dealer text NOT NULL, kind text NOT NULL, invoice_date date NOT NULL, currency text NOT NULL,
    order_number text);
CREATE TABLE bench.user_line (
    number text NOT NULL, position text NOT NULL, product text NOT NULL, text text, quantity numeric NOT NULL, unit text,
    price numeric, net numeric NOT NULL, tax numeric, gross numeric NOT NULL,
    PRIMARY KEY (number, position));
