-- Our book of the dealers in scope: documents of the period, and their neighbours as evidence. What lies before the
-- neighbours is only a part of the opening balance.
SELECT d.dealer_code, d.id, d.kind, d.reference, d.entry_date, d.amount, d.currency, d.text
  FROM (SELECT i.dealer_code, i.number AS id, i.kind, i.number AS reference, i.invoice_date AS entry_date,
               i.gross_amount AS amount, i.currency, NULL::text AS text
          FROM canonical.invoice i
         WHERE i.seq <= :watermark AND i.until_seq > :watermark AND i.gross_amount IS NOT NULL
        UNION ALL
        SELECT p.dealer_code, p.number, 'payment', coalesce(p.reference, p.number), p.payment_date,
               p.amount, p.currency, p.text
          FROM canonical.payment p
         WHERE p.seq <= :watermark AND p.until_seq > :watermark) d
  JOIN scope_dealer s ON s.code = d.dealer_code
 WHERE d.entry_date >= :from AND d.entry_date <= :to
 ORDER BY d.dealer_code
