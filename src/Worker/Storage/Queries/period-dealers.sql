-- By dealer the result of the last of the runs that covered it, and how many of its breaks have no cause.
WITH latest AS (
    SELECT DISTINCT ON (c.dealer_code) c.* FROM result.reconciliation c JOIN period_run r ON r.id = c.run_id
     ORDER BY c.dealer_code, c.run_id DESC)
SELECT l.dealer_code AS dealerCode, l.run_id AS runId, l.status, l.currency, l.our_opening AS ourOpening,
       l.our_closing AS ourClosing, l.their_opening AS theirOpening, l.their_closing AS theirClosing, l.difference,
       l.explained, l.residual, l.matched, l.matches, l.note, coalesce(b.unexplained, 0) AS unexplained
  FROM latest l
  LEFT JOIN LATERAL (SELECT count(*)::int AS unexplained FROM result.break b
                      WHERE b.run_id = l.run_id AND b.dealer_code = l.dealer_code AND b.cause IS NULL
                        AND b.effect <> 0) b ON l.status = 'open'
 ORDER BY l.dealer_code
