-- Lines of the dealer's ledgers of the months beside the period whose number ends like one of those asked for, each in
-- the currency of its own ledger.
SELECT DISTINCT s.no, l.currency, ascii(n.kind), l.period || '/' || n.position, n.reference, n.entry_date, n.amount,
       n.text
  FROM (SELECT DISTINCT no, canonical.number_ending(reference) AS ending FROM wanted_reference) w
  JOIN book_scope s ON s.no = w.no
  JOIN canonical.ledger l
    ON l.dealer_code = s.code AND l.period <> s.period AND l.period = ANY (s.beside)
   AND l.seq <= :watermark AND l.until_seq > :watermark
  JOIN canonical.ledger_line n ON n.seq = l.seq AND canonical.number_ending(n.reference) = w.ending
