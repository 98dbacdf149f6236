-- What the dealers in scope may deduct: claims granted by the end of the period, and rebates settled for it or before
-- whose credit note is not in our book yet.
SELECT s.no, c.kind, c.number, c.granted_on, c.amount, c.currency
  FROM book_scope s
  JOIN canonical.claim c ON c.dealer_code = s.code
 WHERE c.seq <= :watermark AND c.until_seq > :watermark AND c.granted_on <= :end
UNION ALL
SELECT s.no, 'rebate', r.policy || ' ' || r.period, (r.period || '-01')::date, r.earned, r.currency
  FROM book_scope s
  JOIN result.rebate r ON r.dealer_code = s.code AND r.period <= s.period AND r.earned > 0
  JOIN ops.run u ON u.id = r.run_id AND u.superseded_by IS NULL AND u.status IN ('succeeded', 'incomplete')
 WHERE NOT EXISTS (SELECT 1 FROM delivery.posting g
                     JOIN delivery.outbox o ON o.key = g.outbox_key
                     JOIN canonical.invoice i ON i.number = o.partner_number
                    WHERE g.policy = r.policy AND g.dealer_code = r.dealer_code AND g.period = r.period
                      AND i.seq <= :watermark AND i.until_seq > :watermark)
