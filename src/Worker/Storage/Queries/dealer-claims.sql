-- What the dealers in scope may deduct: claims granted by the end of the period, and rebates settled for it or before
-- whose credit note is not in our book yet.
SELECT s.no, c.kind, c.number, c.granted_on, c.amount, c.currency
  FROM book_scope s
  JOIN canonical.claim c ON c.dealer_code = s.code
 WHERE c.seq <= :watermark AND c.until_seq > :watermark AND c.granted_on <= :end
UNION ALL
SELECT s.no, 'rebate', r.policy || ' ' || r.period, (r.month || '-01')::date, r.earned, r.currency
  FROM book_scope s
 CROSS JOIN LATERAL (
    SELECT DISTINCT ON (x.policy, x.period)
           x.policy, x.period, x.dealer_code, x.earned, x.currency, u.period AS month
      FROM result.rebate x
      JOIN ops.run u ON u.id = x.run_id AND u.superseded_by IS NULL AND u.status IN ('succeeded', 'incomplete')
     WHERE x.dealer_code = s.code AND u.period <= s.period
     ORDER BY x.policy, x.period, x.run_id DESC) r
 WHERE r.earned > 0
   AND NOT EXISTS (SELECT 1 FROM delivery.posting g
                     JOIN delivery.outbox o ON o.key = g.outbox_key
                     JOIN canonical.invoice i ON i.number = o.partner_number
                    WHERE g.policy = r.policy AND g.dealer_code = r.dealer_code AND g.period = r.period
                      AND i.seq <= :watermark AND i.until_seq > :watermark)
