-- Everything that stands in our book of the dealers in scope, for what was paid on which invoice.
SELECT s.no, ascii(i.kind), i.number, NULL::text, i.invoice_date, i.gross_amount, i.currency, NULL::text
  FROM settle_scope s
  JOIN canonical.invoice i
    ON i.dealer_code = s.code AND i.seq <= :watermark AND i.until_seq > :watermark AND i.gross_amount IS NOT NULL
UNION ALL
SELECT s.no, ascii('payment'), p.number, p.reference, p.payment_date, p.amount, p.currency, p.text
  FROM settle_scope s
  JOIN canonical.payment p ON p.dealer_code = s.code AND p.seq <= :watermark AND p.until_seq > :watermark
