-- What the last settlement of a month states of every estimate, beside what the months before it stated last. Where the
-- settlement says nothing of a period that was running before, nothing is left of it: the reader knows which still run.
WITH settled AS (
    SELECT id, scope, period FROM ops.run
     WHERE pipeline = 'settle' AND period <= @month AND status IN ('succeeded', 'incomplete')
       AND coalesce(parameters ->> 'dryRun', 'false') <> 'true'),
last AS (
    SELECT d.dealer_code, max(s.id) AS run
      FROM (SELECT DISTINCT dealer_code FROM result.rebate) d
      JOIN settled s ON s.period = @month AND s.scope IN ('', d.dealer_code)
     GROUP BY d.dealer_code),
now AS (
    SELECT r.policy, r.dealer_code, r.period, r.currency, r.accrued
      FROM last l JOIN result.rebate r ON r.run_id = l.run AND r.dealer_code = l.dealer_code),
before AS (
    SELECT DISTINCT ON (r.policy, r.dealer_code, r.period) r.policy, r.dealer_code, r.period, r.currency, r.accrued,
           r.is_complete
      FROM result.rebate r
      JOIN settled s ON s.id = r.run_id AND s.period < @month
      JOIN last l ON l.dealer_code = r.dealer_code
     ORDER BY r.policy, r.dealer_code, r.period, s.period DESC, r.run_id DESC)
SELECT coalesce(n.policy, b.policy) AS "Policy", coalesce(n.dealer_code, b.dealer_code) AS "Dealer",
       coalesce(n.period, b.period) AS "Period", coalesce(n.currency, b.currency) AS "Currency",
       coalesce(b.accrued, 0) AS "Before", n.accrued AS "Now"
  FROM now n
  FULL JOIN before b ON b.policy = n.policy AND b.dealer_code = n.dealer_code AND b.period = n.period
 WHERE n.policy IS NOT NULL OR NOT b.is_complete
 ORDER BY 1, 2, 3
