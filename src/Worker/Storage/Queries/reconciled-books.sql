-- The books of each dealer in the last of the runs that covered it, and how many breaks of each have no cause.
SELECT r.run_id AS runId, r.dealer_code AS dealerCode, r.status, r.currency, r.our_opening AS ourOpening,
       r.our_closing AS ourClosing, r.their_opening AS theirOpening, r.their_closing AS theirClosing, r.difference,
       r.explained, r.residual, r.matched, r.matches, r.note, r.rule_code AS ruleCode, r.rule_version AS ruleVersion,
       r.carried_from AS carriedFrom, coalesce(b.unexplained, 0) AS unexplained
  FROM result.reconciliation r
  JOIN (SELECT dealer_code, max(run_id) AS run_id FROM result.reconciliation
         WHERE run_id = ANY (@runs) AND (@dealer::text IS NULL OR dealer_code = @dealer)
         GROUP BY dealer_code) l USING (run_id, dealer_code)
  LEFT JOIN LATERAL (SELECT count(*)::int AS unexplained FROM result.break b
                      WHERE b.run_id = r.run_id AND b.dealer_code = r.dealer_code
                        AND coalesce(b.currency, r.currency) = r.currency AND b.cause IS NULL AND b.effect <> 0) b
    ON r.status = 'open'
 ORDER BY r.dealer_code, r.currency
