-- What a user would write for the one policy of this bench: tiers by dealer, the total rounded once, and its shares by
-- largest remainder, so that they add up. numeric rounds half away from zero, as the policy does.
SET LOCAL work_mem = '512MB';
TRUNCATE bench.sql_trace;

INSERT INTO bench.sql_trace
WITH line AS (
    SELECT i.dealer_code, i.number, l.position, i.invoice_date, l.product_code, l.net_amount
      FROM canonical.invoice i JOIN canonical.invoice_line l USING (seq)
     WHERE i.until_seq = 9223372036854775807 AND i.currency = 'CNY'
       AND i.invoice_date >= DATE '2026-10-01' AND i.invoice_date <= DATE '2026-10-31'),
tier (lower, upper, rate) AS (
    VALUES (0::numeric, 100000::numeric, 0.5), (100000, 200000, 1.2), (200000, 350000, 2), (350000, NULL, 3)),
basis AS (SELECT dealer_code, sum(net_amount) AS total FROM line GROUP BY dealer_code HAVING sum(net_amount) > 0),
earned AS (
    SELECT b.dealer_code, b.total,
           round(sum((least(b.total, coalesce(t.upper, b.total)) - t.lower) * t.rate / 100), 2) AS amount
      FROM basis b JOIN tier t ON b.total > t.lower
     GROUP BY b.dealer_code, b.total),
share AS (
    SELECT l.*, e.amount, e.total, div(e.amount * 100 * l.net_amount, e.total)
               - ((e.amount * 100 * l.net_amount) % e.total < 0)::int AS cents,
           (e.amount * 100 * l.net_amount) % e.total AS remainder
      FROM line l JOIN earned e USING (dealer_code)),
ranked AS (
    SELECT s.*, amount * 100 - sum(cents) OVER (PARTITION BY dealer_code) AS missing,
           row_number() OVER (PARTITION BY dealer_code
               ORDER BY CASE WHEN remainder < 0 THEN remainder + total ELSE remainder END DESC, number, position) AS place
      FROM share s)
SELECT 'VOLUME-2026', dealer_code, number, position, invoice_date, product_code, net_amount,
       (cents + (place <= missing)::int) / 100
  FROM ranked;
