-- Two books of one month with every cause of a difference planted at a known rate. A hundred documents in a row belong
-- to one dealer. Of a thousand documents, by their figure m, which runs through the dealers:
--   0–9 number with a prefix · 10–19 no number, one cent less, a day later · 20–29 booked in two lines
--   30–34 the number stands in the text only · 35 three invoices booked as one sum without a number
--   40–68 a cause each, as bench.planted says · else the same on both sides
INSERT INTO canonical.dealer (seq, key, source, content_hash, run_id, code, name, currency)
SELECT d, 'D' || d, 'bench', md5('d' || d)::uuid, 1, 'D' || d, '经销商 ' || d, 'CNY' FROM generate_series(1, :dealers) d;

INSERT INTO canonical.product (seq, key, source, content_hash, run_id, code, name, category, unit, tax_rate, pack_size)
SELECT 100000 + p, 'P' || p, 'bench', md5('p' || p)::uuid, 1, 'P' || p, '商品 ' || p, 'BEVERAGE', 'CS', 0.13, 12
  FROM generate_series(1, 500) p;

-- Documents with something special lie far enough apart in amount that none is taken for another.
CREATE TABLE bench.document AS
SELECT g, m, 10000000 + g AS seq, 90000000 + g AS number, 'D' || 1 + g / 100 % :dealers AS dealer,
       'D' || 1 + (g / 100 + 1) % :dealers AS neighbour, 'P' || 1 + g % 500 AS product,
       CASE WHEN m BETWEEN 40 AND 42 OR m BETWEEN 45 AND 46 THEN DATE '2026-10-30'
            WHEN m BETWEEN 43 AND 44 THEN DATE '2026-09-28'
            ELSE DATE '2026-10-01' + (g * 7 % 27)::int END AS day,
       quantity, price, ordered_price, received, net,
       round(net * 1.13, 2) AS gross
  FROM (SELECT *, CASE WHEN m IN (56, 57) THEN price - 1 ELSE price END AS ordered_price,
               CASE WHEN m IN (53, 54) THEN quantity - 1 ELSE quantity END AS received,
               round(quantity * price * CASE WHEN m = 58 THEN 0.9 ELSE 1 END, 2) AS net
          FROM (SELECT g, g * 617 % 1000 AS m,
                       CASE WHEN g * 617 % 1000 < 70 THEN 10 ELSE 10 + g % 90 END AS quantity,
                       CASE WHEN g * 617 % 1000 < 70 THEN 10 + g * 617 % 1000 * 1.37 + g / 100000 % 7 * 0.61
                            ELSE (500 + g * 7919 % 9000) / 100.0 END AS price
                  FROM generate_series(0::bigint, :lines - 1) g) a) b;

INSERT INTO canonical.sales_order (seq, key, source, content_hash, run_id, number, dealer_code, order_date, currency)
SELECT 100000000 + seq, number::text, 'bench', md5('o' || number)::uuid, 1, '1' || number, dealer, day - 3, 'CNY'
  FROM bench.document;

INSERT INTO canonical.sales_order_line (seq, line_no, position, product_code, quantity, unit, unit_price, net_amount)
SELECT 100000000 + seq, 1, '10', product, quantity, 'CS', ordered_price,
       CASE WHEN m = 58 THEN net ELSE round(quantity * ordered_price, 2) END
  FROM bench.document;

INSERT INTO canonical.shipment (seq, key, source, content_hash, run_id, number, dealer_code, order_number, shipped_on,
    delivered_on)
SELECT 200000000 + seq, number::text, 'bench', md5('s' || number)::uuid, 1, '8' || number, dealer, '1' || number, day - 1,
       CASE WHEN m BETWEEN 40 AND 42 THEN DATE '2026-11-02' ELSE day END
  FROM bench.document;

INSERT INTO canonical.shipment_line (seq, line_no, position, product_code, order_position, quantity, received_quantity, unit)
SELECT 200000000 + seq, 1, '10', product, '10', quantity, received, 'CS' FROM bench.document;

INSERT INTO canonical.invoice (seq, key, source, content_hash, run_id, number, dealer_code, kind, invoice_date, currency,
    order_number, shipment_number, net_amount, gross_amount)
SELECT seq, number::text, 'bench', md5('i' || number)::uuid, 1, number, dealer, 'invoice', day,
       CASE WHEN m IN (51, 52) THEN 'USD' ELSE 'CNY' END, '1' || number, '8' || number,
       net + CASE WHEN m = 59 THEN 100 ELSE 0 END, gross + CASE WHEN m = 59 THEN 113 ELSE 0 END
  FROM bench.document WHERE m <> 67;

INSERT INTO canonical.invoice_line (seq, line_no, position, product_code, order_position, quantity, unit, unit_price,
    net_amount, gross_amount)
SELECT seq, 1, '10', product, '10', quantity, 'CS', price, net, gross FROM bench.document WHERE m <> 67;

-- A second line with a product that nobody knows.
INSERT INTO canonical.invoice_line (seq, line_no, position, product_code, quantity, unit, unit_price, net_amount, gross_amount)
SELECT seq, 2, '20', 'NEW', 1, 'CS', 113, 113, 113 FROM bench.document WHERE m = 59;

-- Two more invoices that the dealer books in one sum with that of figure 35.
INSERT INTO canonical.invoice (seq, key, source, content_hash, run_id, number, dealer_code, kind, invoice_date, currency,
    net_amount, gross_amount)
SELECT 300000000 + 2 * seq + part, '7' || part || number, 'bench', md5('x' || part || number)::uuid, 1, '7' || part || number,
       dealer, 'invoice', day, 'CNY', 31.17 + part, 31.17 + part
  FROM bench.document CROSS JOIN generate_series(0, 1) part WHERE m = 35;

INSERT INTO canonical.claim (seq, key, source, content_hash, run_id, number, dealer_code, kind, granted_on, amount, currency)
SELECT 600000000 + seq, 'CL' || number, 'bench', md5('c' || number)::uuid, 1, 'CL' || number, dealer, 'market_expense', day,
       23.45, 'CNY'
  FROM bench.document WHERE m = 63;

CREATE TABLE bench.booked AS
SELECT d.g, d.m, p.part, CASE WHEN d.m IN (49, 50) THEN d.neighbour ELSE d.dealer END AS dealer,
       CASE WHEN d.m BETWEEN 45 AND 46 THEN '2026-11' ELSE '2026-10' END AS period,
       CASE WHEN d.m BETWEEN 43 AND 44 THEN DATE '2026-10-03' WHEN d.m BETWEEN 45 AND 46 THEN DATE '2026-11-02'
            ELSE d.day + (d.m BETWEEN 10 AND 19)::int END AS day,
       CASE WHEN d.m < 10 THEN 'INV ' || d.number WHEN d.m < 20 OR d.m BETWEEN 30 AND 35 THEN NULL
            WHEN d.m = 67 THEN '8' || d.number WHEN d.m = 63 AND p.part = 1 THEN 'CL' || d.number
            WHEN d.m = 66 AND p.part = 1 THEN 'BK' || d.number ELSE d.number::text END AS reference,
       CASE WHEN d.m = 63 AND p.part = 1 THEN 'other' WHEN d.m = 66 AND p.part = 1 THEN 'payment' ELSE 'invoice' END AS kind,
       CASE WHEN d.m BETWEEN 30 AND 34 THEN '采购 ' || d.number || ' 入库' WHEN d.m = 63 AND p.part = 1 THEN '市场费用抵扣' END
         AS text,
       CASE WHEN d.m BETWEEN 10 AND 19 THEN d.gross - 0.01
            WHEN d.m BETWEEN 20 AND 29 AND p.part = 0 THEN round(d.gross / 3, 2)
            WHEN d.m BETWEEN 20 AND 29 THEN d.gross - round(d.gross / 3, 2)
            WHEN d.m = 35 THEN d.gross + 31.17 + 32.17
            WHEN d.m IN (53, 54) THEN round(round(d.received * d.price, 2) * 1.13, 2)
            WHEN d.m = 55 THEN round(round(d.quantity * 12 * d.price, 2) * 1.13, 2)
            WHEN d.m IN (56, 57) THEN round(round(d.quantity * d.ordered_price, 2) * 1.13, 2)
            WHEN d.m = 58 THEN round(round(d.quantity * d.price, 2) * 1.13, 2)
            WHEN d.m = 60 THEN d.gross - 0.03
            WHEN d.m = 61 THEN d.net
            WHEN d.m = 62 THEN d.gross + 77.77
            WHEN d.m = 63 AND p.part = 1 THEN -23.45
            WHEN d.m = 66 AND p.part = 1 THEN -1000 - d.g % 1000
            ELSE d.gross END AS amount
  FROM bench.document d
 CROSS JOIN LATERAL generate_series(0, (d.m BETWEEN 20 AND 29 OR d.m IN (47, 48, 63, 66))::int) AS p (part)
 WHERE d.m NOT BETWEEN 40 AND 42 AND d.m NOT IN (64, 65);

-- Balances are those of the lines; what we invoiced in September stands in our opening balance only.
INSERT INTO canonical.ledger (seq, key, source, content_hash, run_id, dealer_code, period, currency, opening_balance,
    closing_balance)
SELECT 5000000 + substr(dealer, 2)::int + CASE WHEN period = '2026-11' THEN 2000000 ELSE 0 END, dealer || ' ' || period,
       'bench', md5('l' || dealer || period)::uuid, 1, dealer, period, 'CNY', 0, sum(amount)
  FROM bench.booked GROUP BY dealer, period;

INSERT INTO canonical.ledger_line (seq, line_no, position, entry_date, kind, reference, text, amount)
SELECT 5000000 + substr(dealer, 2)::int + CASE WHEN period = '2026-11' THEN 2000000 ELSE 0 END, no, no::text, day, kind,
       reference, text, amount
  FROM (SELECT *, row_number() OVER (PARTITION BY dealer, period ORDER BY g, part) AS no FROM bench.booked) b;

CREATE TABLE bench.planted AS
SELECT dealer, CASE WHEN m = 66 THEN 'BK' || number WHEN m = 67 THEN '8' || number WHEN m = 63 THEN 'CL' || number
                    ELSE number::text END AS reference,
       CASE WHEN m BETWEEN 40 AND 42 THEN 'InTransitAtCutOff' WHEN m BETWEEN 43 AND 46 THEN 'OtherPeriod'
            WHEN m IN (47, 48) THEN 'Duplicate' WHEN m IN (49, 50) THEN 'WrongDealer' WHEN m IN (51, 52) THEN 'Currency'
            WHEN m IN (53, 54) THEN 'Quantity' WHEN m = 55 THEN 'UnitOfMeasure' WHEN m IN (56, 57) THEN 'UnitPrice'
            WHEN m = 58 THEN 'Discount' WHEN m = 59 THEN 'UnknownProduct' WHEN m = 62 THEN 'Amount' WHEN m = 63 THEN 'Deduction'
            WHEN m IN (64, 65) THEN 'NotBookedByDealer' WHEN m IN (66, 67) THEN 'NotBookedByUs' ELSE 'RoundingOrTax' END AS cause
  FROM bench.document WHERE m BETWEEN 10 AND 19 OR m BETWEEN 40 AND 67
UNION ALL
SELECT neighbour, number::text, 'WrongDealer' FROM bench.document WHERE m IN (49, 50)
UNION ALL
SELECT dealer, number::text, 'Currency' FROM bench.document WHERE m IN (51, 52);

SELECT setval('canonical.version_seq', 900000000);
DROP TABLE bench.booked, bench.document;
ANALYZE;

CREATE TABLE bench.sql_match (
    dealer_code text NOT NULL, stage text NOT NULL, our_ids text NOT NULL, their_ids text NOT NULL,
    our_amount numeric NOT NULL, their_amount numeric NOT NULL);
