-- The lines of the dealers' own ledgers of the period.
SELECT s.no, ascii(n.kind), n.position, n.reference, n.entry_date, n.amount, n.text
  FROM book_scope s
  JOIN canonical.ledger l ON l.dealer_code = s.code AND l.period = s.period
  JOIN canonical.ledger_line n ON n.seq = l.seq
 WHERE l.seq <= :watermark AND l.until_seq > :watermark
