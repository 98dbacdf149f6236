-- What a user would write: three stages, each on what the stage before left open, each writing its matches.
-- Nested loops are forbidden because a wrong estimate would let them run for hours.
SET LOCAL enable_nestloop = off;
SET LOCAL work_mem = '512MB';
TRUNCATE bench.sql_match;

CREATE TEMP TABLE ours ON COMMIT DROP AS
SELECT dealer_code, number AS id, invoice_date AS day, gross_amount AS amount
  FROM canonical.invoice
 WHERE until_seq = 9223372036854775807 AND invoice_date >= DATE '2026-10-01' AND invoice_date <= DATE '2026-10-31';

CREATE TEMP TABLE theirs ON COMMIT DROP AS
SELECT l.dealer_code, n.position AS id, coalesce(n.reference, '') AS reference, n.entry_date AS day, n.amount
  FROM canonical.ledger l JOIN canonical.ledger_line n USING (seq)
 WHERE l.until_seq = 9223372036854775807 AND l.period = '2026-10';

ANALYZE ours, theirs;

-- Exact: the same number and the same amount, the first with the first.
INSERT INTO bench.sql_match
SELECT o.dealer_code, 'exact', o.id, t.id, o.amount, t.amount
  FROM (SELECT *, row_number() OVER (PARTITION BY dealer_code, id, amount ORDER BY day) AS no FROM ours) o
  JOIN (SELECT *, row_number() OVER (PARTITION BY dealer_code, reference, amount ORDER BY day, id) AS no FROM theirs) t
    ON t.dealer_code = o.dealer_code AND t.reference = o.id AND t.amount = o.amount AND t.no = o.no;

DELETE FROM ours o USING bench.sql_match m WHERE m.dealer_code = o.dealer_code AND m.our_ids = o.id;
DELETE FROM theirs t USING bench.sql_match m WHERE m.dealer_code = t.dealer_code AND m.their_ids = t.id;

-- Tolerance: within five cents and three days; only pairs that are each other's best.
INSERT INTO bench.sql_match
SELECT dealer_code, 'tolerance', our_id, their_id, our_amount, their_amount
  FROM (SELECT o.dealer_code, o.id AS our_id, t.id AS their_id, o.amount AS our_amount, t.amount AS their_amount,
               row_number() OVER (PARTITION BY o.dealer_code, o.id
                                  ORDER BY abs(o.amount - t.amount), abs(o.day - t.day), t.id) AS ours_best,
               row_number() OVER (PARTITION BY t.dealer_code, t.id
                                  ORDER BY abs(o.amount - t.amount), abs(o.day - t.day), o.id) AS theirs_best
          FROM ours o JOIN theirs t
            ON t.dealer_code = o.dealer_code AND abs(o.amount - t.amount) <= 0.05 AND abs(o.day - t.day) <= 3) near
 WHERE ours_best = 1 AND theirs_best = 1;

DELETE FROM ours o USING bench.sql_match m
 WHERE m.stage = 'tolerance' AND m.dealer_code = o.dealer_code AND m.our_ids = o.id;
DELETE FROM theirs t USING bench.sql_match m
 WHERE m.stage = 'tolerance' AND m.dealer_code = t.dealer_code AND m.their_ids = t.id;

-- Several to one: their lines with one number add up to our document.
INSERT INTO bench.sql_match
SELECT o.dealer_code, 'several', o.id, t.ids, o.amount, t.amount
  FROM ours o
  JOIN (SELECT dealer_code, reference, string_agg(id, ' ' ORDER BY id) AS ids, sum(amount) AS amount
          FROM theirs WHERE reference <> '' GROUP BY dealer_code, reference HAVING count(*) > 1) t
    ON t.dealer_code = o.dealer_code AND t.reference = o.id AND t.amount = o.amount;
