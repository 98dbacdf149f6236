-- Invoices of ten lines each over all dealers; three in a hundred are returns.
INSERT INTO canonical.dealer (seq, key, source, content_hash, run_id, code, name, currency)
SELECT d, 'D' || d, 'bench', md5('d' || d)::uuid, 1, 'D' || d, '经销商 ' || d, 'CNY' FROM generate_series(1, :dealers) d;

INSERT INTO canonical.product (seq, key, source, content_hash, run_id, code, name, category, unit, tax_rate)
SELECT 100000 + p, 'P' || p, 'bench', md5('p' || p)::uuid, 1, 'P' || p, '商品 ' || p,
       CASE WHEN p % 3 = 0 THEN 'SNACK' ELSE 'BEVERAGE' END, 'CS', 0.13
  FROM generate_series(1, 500) p;

INSERT INTO canonical.invoice (seq, key, source, content_hash, run_id, number, dealer_code, kind, invoice_date, currency)
SELECT 10000000 + g, (90000000 + g)::text, 'bench', md5('i' || g)::uuid, 1, (90000000 + g)::text, 'D' || 1 + g % :dealers,
       CASE WHEN g * 7919 % 331 < 10 THEN 'return' ELSE 'invoice' END, DATE '2026-10-01' + (g * 7 % 31)::int, 'CNY'
  FROM generate_series(0::bigint, :lines / 10 - 1) g;

INSERT INTO canonical.invoice_line (seq, line_no, position, product_code, quantity, unit, unit_price, net_amount, gross_amount)
SELECT 10000000 + g, n, (n * 10)::text, 'P' || 1 + (g * 10 + n) % 500, a.quantity, 'CS', a.price,
       round(a.quantity * a.price, 2), round(round(a.quantity * a.price, 2) * 1.13, 2)
  FROM generate_series(0::bigint, :lines / 10 - 1) g
 CROSS JOIN generate_series(1, 10) n
 CROSS JOIN LATERAL (SELECT (10 + (g + n) % 90) * CASE WHEN g * 7919 % 331 < 10 THEN -1 ELSE 1 END AS quantity,
                            (500 + (g * 10 + n) * 7919 % 9000) / 100.0 AS price) a
 -- As an import writes them: a document's lines together.
 ORDER BY g, n;

SELECT setval('canonical.version_seq', 400000000);
ANALYZE;

CREATE TABLE bench.sql_trace (
    policy text NOT NULL, dealer_code text NOT NULL, document_number text NOT NULL, position text NOT NULL,
    entry_date date NOT NULL, product_code text NOT NULL, contribution numeric NOT NULL, share numeric NOT NULL);
