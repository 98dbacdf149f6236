-- Documents that carry a number asked for and stand in the account of another dealer, in our book or in its ledger.
SELECT w.no, 1, i.dealer_code, i.number, i.invoice_date, i.gross_amount, i.currency
  FROM wanted_reference w
  JOIN book_scope s ON s.no = w.no
  JOIN canonical.invoice i
    ON i.number = w.reference AND i.dealer_code <> s.code AND i.seq <= :watermark AND i.until_seq > :watermark
 WHERE i.gross_amount IS NOT NULL
UNION ALL
SELECT w.no, 2, l.dealer_code, n.reference, n.entry_date, n.amount, l.currency
  FROM wanted_reference w
  JOIN book_scope s ON s.no = w.no
  JOIN canonical.ledger_line n ON n.reference = w.reference
  JOIN canonical.ledger l
    ON l.seq = n.seq AND l.dealer_code <> s.code AND l.seq <= :watermark AND l.until_seq > :watermark
