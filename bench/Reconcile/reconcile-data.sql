-- Two books of one month. A hundred documents in a row belong to one dealer, and the last two digits of a document's
-- number say what the dealer made of it:
--   95 number with a prefix · 96 no number, one cent less, a day later · 97 two lines · 98 the received quantity
--   99 not booked at all · else the same
-- Every invoice has its order and its shipment, as evidence.
INSERT INTO canonical.dealer (seq, key, source, content_hash, run_id, code, name, currency)
SELECT d, 'D' || d, 'bench', md5('d' || d)::uuid, 1, 'D' || d, '经销商 ' || d, 'CNY' FROM generate_series(1, :dealers) d;

INSERT INTO canonical.product (seq, key, source, content_hash, run_id, code, name, category, unit, tax_rate)
SELECT 100000 + p, 'P' || p, 'bench', md5('p' || p)::uuid, 1, 'P' || p, '商品 ' || p, 'BEVERAGE', 'CS', 0.13
  FROM generate_series(1, 500) p;

CREATE TABLE bench.document AS
SELECT g, 10000000 + g AS seq, 90000000 + g AS number, 'D' || 1 + g / 100 % :dealers AS dealer, 'P' || 1 + g % 500 AS product,
       DATE '2026-10-01' + (g * 7 % 28)::int AS day, 10 + g % 90 AS quantity, (500 + g * 7919 % 9000) / 100.0 AS price
  FROM generate_series(0::bigint, :lines - 1) g;

INSERT INTO canonical.sales_order (seq, key, source, content_hash, run_id, number, dealer_code, order_date, currency)
SELECT 100000000 + seq, number::text, 'bench', md5('o' || number)::uuid, 1, '1' || number, dealer, day - 3, 'CNY'
  FROM bench.document;

INSERT INTO canonical.sales_order_line (seq, line_no, position, product_code, quantity, unit, unit_price)
SELECT 100000000 + seq, 1, '10', product, quantity, 'CS', price FROM bench.document;

INSERT INTO canonical.shipment (seq, key, source, content_hash, run_id, number, dealer_code, order_number, shipped_on,
    delivered_on)
SELECT 200000000 + seq, number::text, 'bench', md5('s' || number)::uuid, 1, '8' || number, dealer, '1' || number, day - 1, day
  FROM bench.document;

INSERT INTO canonical.shipment_line (seq, line_no, position, product_code, order_position, quantity, received_quantity, unit)
SELECT 200000000 + seq, 1, '10', product, '10', quantity, quantity - (g % 100 = 98)::int, 'CS' FROM bench.document;

INSERT INTO canonical.invoice (seq, key, source, content_hash, run_id, number, dealer_code, kind, invoice_date, currency,
    order_number, shipment_number, net_amount, gross_amount)
SELECT seq, number::text, 'bench', md5('i' || number)::uuid, 1, number, dealer, 'invoice', day, 'CNY', '1' || number,
       '8' || number, round(quantity * price, 2), round(round(quantity * price, 2) * 1.13, 2)
  FROM bench.document;

INSERT INTO canonical.invoice_line (seq, line_no, position, product_code, order_position, quantity, unit, unit_price,
    net_amount, gross_amount)
SELECT seq, 1, '10', product, '10', quantity, 'CS', price, round(quantity * price, 2),
       round(round(quantity * price, 2) * 1.13, 2)
  FROM bench.document;

CREATE TABLE bench.booked AS
SELECT d.g, d.dealer, p.part, d.day + (d.g % 100 = 96)::int AS day,
       CASE WHEN d.g % 100 = 95 THEN 'INV ' || d.number WHEN d.g % 100 = 96 THEN NULL ELSE d.number::text END AS reference,
       CASE WHEN d.g % 100 = 96 THEN a.amount - 0.01
            WHEN d.g % 100 = 97 AND p.part = 0 THEN round(a.amount / 3, 2)
            WHEN d.g % 100 = 97 THEN a.amount - round(a.amount / 3, 2)
            WHEN d.g % 100 = 98 THEN round(round((d.quantity - 1) * d.price, 2) * 1.13, 2)
            ELSE a.amount END AS amount
  FROM bench.document d
 CROSS JOIN LATERAL (SELECT round(round(d.quantity * d.price, 2) * 1.13, 2) AS amount) a
 CROSS JOIN LATERAL generate_series(0, (d.g % 100 = 97)::int) AS p (part)
 WHERE d.g % 100 <> 99;

INSERT INTO canonical.ledger (seq, key, source, content_hash, run_id, dealer_code, period, currency, opening_balance,
    closing_balance)
SELECT 5000000 + substr(dealer, 2)::int, dealer || ' 2026-10', 'bench', md5('l' || dealer)::uuid, 1, dealer, '2026-10', 'CNY',
       0, sum(amount)
  FROM bench.booked GROUP BY dealer;

INSERT INTO canonical.ledger_line (seq, line_no, position, entry_date, kind, reference, amount)
SELECT 5000000 + substr(dealer, 2)::int, no, 'row ' || no, day, 'invoice', reference, amount
  FROM (SELECT *, row_number() OVER (PARTITION BY dealer ORDER BY g, part) AS no FROM bench.booked) b;

SELECT setval('canonical.version_seq', 400000000);
DROP TABLE bench.booked, bench.document;
ANALYZE;

CREATE TABLE bench.sql_match (
    dealer_code text NOT NULL, stage text NOT NULL, our_ids text NOT NULL, their_ids text NOT NULL,
    our_amount numeric NOT NULL, their_amount numeric NOT NULL);
