-- Our book of the dealers in scope: the documents of the period, and what became known of earlier ones after the period
-- before was closed, as the difference to what was known then. What repeats is left out: a document's number is its
-- reference, and nearly every currency is the dealer's.
SELECT s.no, ascii(i.kind), i.number, NULL::text, i.invoice_date, i.gross_amount, nullif(i.currency, s.currency), NULL::text
  FROM book_scope s
  JOIN canonical.invoice i ON i.dealer_code = s.code AND i.invoice_date >= :start AND i.invoice_date <= :end
 WHERE i.seq <= :watermark AND i.until_seq > :watermark AND i.gross_amount IS NOT NULL
UNION ALL
SELECT s.no, ascii('payment'), p.number, p.reference, p.payment_date, p.amount, nullif(p.currency, s.currency), p.text
  FROM book_scope s
  JOIN canonical.payment p ON p.dealer_code = s.code AND p.payment_date >= :start AND p.payment_date <= :end
 WHERE p.seq <= :watermark AND p.until_seq > :watermark
