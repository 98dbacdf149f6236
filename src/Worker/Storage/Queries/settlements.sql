-- Settlement runs with what is to be paid of each, by state and currency; a run with nothing to pay has one line.
WITH wanted AS (
    SELECT id, period, scope, asked_by, status, ended_at FROM ops.run
     WHERE pipeline = 'settle' AND status IN ('succeeded', 'incomplete')
       AND (@period::text IS NULL OR period = @period) AND coalesce(parameters ->> 'dryRun', 'false') <> 'true'
     ORDER BY id DESC LIMIT @most)
SELECT w.id AS "Run", w.period AS "Period", w.scope AS "Scope", w.asked_by AS "PreparedBy", w.ended_at AS "PreparedAt",
       coalesce(l.state, 'nothing') AS "State", coalesce(l.currency, '') AS "Currency",
       count(l.policy)::int AS "Count", coalesce(sum(l.payable), 0) AS "Amount", max(l.newer) AS "Newer",
       max(v.decided) AS "Decided", count(*) FILTER (WHERE l.goods_due <> '{}')::int AS "Goods"
  FROM wanted w
  LEFT JOIN delivery.settlement_line l ON l.run_id = w.id
  LEFT JOIN LATERAL (
       SELECT string_agg(DISTINCT d.verdict || ' by ' || d.decided_by || coalesce(': ' || d.reason, ''), '; ') AS decided
         FROM delivery.release d WHERE d.settle_run = w.id) v ON true
 GROUP BY w.id, w.period, w.scope, w.asked_by, w.ended_at, l.state, l.currency
 ORDER BY w.id DESC, 6, 7
