-- What the dealers in scope may deduct: claims granted by the end of the period, and rebates that were released for it or
-- before and whose note is not in our book yet. What is only prepared is nobody's claim.
SELECT s.no, c.kind, c.number, c.granted_on, c.amount, c.currency
  FROM book_scope s
  JOIN canonical.claim c ON c.dealer_code = s.code
 WHERE c.seq <= :watermark AND c.until_seq > :watermark AND c.granted_on <= :end
UNION ALL
SELECT s.no, 'rebate', g.policy || ' ' || g.period, (max(u.period) || '-01')::date, sum(g.amount), g.currency
  FROM book_scope s
  JOIN delivery.posting g ON g.dealer_code = s.code AND g.amount <> 0
  JOIN ops.run u ON u.id = g.settle_run AND u.period <= s.period
  LEFT JOIN delivery.outbox o ON o.key = g.outbox_key AND o.kind IN ('credit-note', 'debit-note')
 WHERE o.status IS DISTINCT FROM 'refused'
   AND NOT EXISTS (SELECT 1 FROM canonical.invoice i
                    WHERE i.number = o.partner_number AND i.seq <= :watermark AND i.until_seq > :watermark)
 GROUP BY s.no, g.policy, g.period, g.currency
HAVING sum(g.amount) > 0
