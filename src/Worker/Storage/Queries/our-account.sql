-- Every document of ours of the dealers in scope up to the period's last day, whichever month it counted in: what is
-- open is open since its own date. Dealer by dealer through the index, as in our book.
SELECT s.no, ascii(d.kind), d.number, d.reference, d.entry_date, d.amount, nullif(d.currency, s.currency), d.text
  FROM book_scope s
 CROSS JOIN LATERAL (
    SELECT i.kind, i.number, NULL::text AS reference, i.invoice_date AS entry_date, i.gross_amount AS amount, i.currency,
           NULL::text AS text
      FROM canonical.invoice i
     WHERE i.dealer_code = s.code AND i.invoice_date <= :end
       AND i.seq <= :watermark AND i.until_seq > :watermark AND i.gross_amount IS NOT NULL
    UNION ALL
    SELECT 'payment', p.number, p.reference, p.payment_date, p.amount, p.currency, p.text
      FROM canonical.payment p
     WHERE p.dealer_code = s.code AND p.payment_date <= :end
       AND p.seq <= :watermark AND p.until_seq > :watermark
    OFFSET 0) d
