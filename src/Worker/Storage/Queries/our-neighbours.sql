-- Documents of the dealer in the months beside the period whose number ends like one of those asked for. Both sides
-- write numbers with other prefixes and zeros; which of them are the same is decided by the reader. Dealer by dealer
-- through the index, before and after the period each on its own.
SELECT DISTINCT s.no, ascii(d.kind), d.number, d.reference, d.entry_date, d.amount, nullif(d.currency, s.currency), d.text
  FROM (SELECT DISTINCT no FROM wanted_reference) n
  JOIN book_scope s ON s.no = n.no
 CROSS JOIN LATERAL (
    SELECT i.kind, i.number, NULL::text AS reference, i.invoice_date AS entry_date, i.gross_amount AS amount, i.currency,
           NULL::text AS text, canonical.number_ending(i.number) AS ending
      FROM canonical.invoice i
     WHERE i.dealer_code = s.code AND i.invoice_date >= :from AND i.invoice_date < :start
       AND i.seq <= :watermark AND i.until_seq > :watermark AND i.gross_amount IS NOT NULL
    UNION ALL
    SELECT i.kind, i.number, NULL, i.invoice_date, i.gross_amount, i.currency, NULL, canonical.number_ending(i.number)
      FROM canonical.invoice i
     WHERE i.dealer_code = s.code AND i.invoice_date > :end AND i.invoice_date <= :to
       AND i.seq <= :watermark AND i.until_seq > :watermark AND i.gross_amount IS NOT NULL
    UNION ALL
    SELECT 'payment', p.number, p.reference, p.payment_date, p.amount, p.currency, p.text,
           canonical.number_ending(coalesce(p.reference, p.number))
      FROM canonical.payment p
     WHERE p.dealer_code = s.code AND p.payment_date >= :from AND p.payment_date < :start
       AND p.seq <= :watermark AND p.until_seq > :watermark
    UNION ALL
    SELECT 'payment', p.number, p.reference, p.payment_date, p.amount, p.currency, p.text,
           canonical.number_ending(coalesce(p.reference, p.number))
      FROM canonical.payment p
     WHERE p.dealer_code = s.code AND p.payment_date > :end AND p.payment_date <= :to
       AND p.seq <= :watermark AND p.until_seq > :watermark
    OFFSET 0) d
  JOIN wanted_reference w ON w.no = s.no AND canonical.number_ending(w.reference) = d.ending
