-- The dealers' own ledgers of the period, line by line; the balances repeat on each line.
SELECT l.dealer_code, l.currency, l.opening_balance, l.closing_balance,
       n.position, n.kind, coalesce(n.reference, ''), n.entry_date, n.amount, n.text
  FROM canonical.ledger l
  JOIN scope_dealer s ON s.code = l.dealer_code
  LEFT JOIN canonical.ledger_line n ON n.seq = l.seq
 WHERE l.seq <= :watermark AND l.until_seq > :watermark
   AND l.period = to_char(:start, 'YYYY-MM')
 ORDER BY l.dealer_code, n.line_no
