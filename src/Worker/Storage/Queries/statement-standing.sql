-- The latest statement of each dealer for a period and how far it is answered. An answer given to an earlier statement
-- of the month counts as long as the item, or the balance, still has the amount it was given to.
WITH last AS (
    SELECT DISTINCT ON (dealer_code) * FROM delivery.statement
     WHERE period = @period ORDER BY dealer_code, no DESC
), asked AS (
    SELECT number, dealer_code, '' AS item, our_closing AS amount FROM last
    UNION ALL
    SELECT l.number, l.dealer_code, i.item, i.amount FROM last l JOIN delivery.statement_item i USING (number)
), answered AS (
    SELECT DISTINCT ON (q.number, q.item) q.number, q.item, a.answer, a.answered_by, a.created_at, a.id
      FROM asked q
      JOIN result.statement_answer a
        ON a.dealer_code = q.dealer_code AND a.period = @period AND a.item = q.item AND a.amount = q.amount
     ORDER BY q.number, q.item, a.id DESC
), told AS (
    SELECT number, bool_or(answer = 'disputed') AS disputed,
           bool_or(item = '' AND answer = 'confirmed') AS balance_confirmed,
           (count(*) FILTER (WHERE item <> ''))::int AS items,
           (array_agg(answered_by ORDER BY id DESC))[1] AS answered_by, max(created_at) AS answered_at
      FROM answered GROUP BY number
), dealers AS (
    -- The last run over all dealers, and what was run for single ones since.
    SELECT r.dealer_code FROM result.reconciliation r JOIN ops.run o ON o.id = r.run_id
     WHERE r.period = @period AND o.pipeline = 'reconcile' AND o.status IN ('succeeded', 'incomplete')
       AND r.run_id >= coalesce((SELECT max(id) FROM ops.run
                                  WHERE pipeline = 'reconcile' AND scope = '' AND period = @period
                                    AND status IN ('succeeded', 'incomplete')), 0)
    UNION
    SELECT dealer_code FROM last
)
SELECT d.dealer_code AS dealerCode, l.number, l.currency, l.our_closing AS closing, l.their_closing AS theirClosing,
       l.residual, l.issued_on AS issuedOn, l.due_on AS dueOn, l.clause,
       CASE WHEN l.number IS NULL THEN 'not_issued'
            WHEN t.disputed THEN 'disputed'
            WHEN t.balance_confirmed THEN 'confirmed'
            WHEN l.silence = 'agreed' AND @today > l.due_on THEN 'deemed_confirmed'
            ELSE 'waiting' END AS standing,
       (SELECT count(*)::int FROM delivery.statement_item i WHERE i.number = l.number) AS items,
       coalesce(t.items, 0) AS answered, t.answered_by AS answeredBy, t.answered_at AS answeredAt
  FROM dealers d
  LEFT JOIN last l USING (dealer_code)
  LEFT JOIN told t ON t.number = l.number
 ORDER BY d.dealer_code
