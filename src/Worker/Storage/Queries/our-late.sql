-- What became known of documents of closed periods after the close (两套日历): the amount known now less the amount known
-- then. It counts in this period.
SELECT s.no, ascii(max(d.kind)), d.number, max(d.reference), max(d.entry_date), sum(d.amount),
       nullif(max(d.currency), max(s.currency)), max(d.text)
  FROM book_scope s
  JOIN (SELECT dealer_code, kind, number, NULL::text AS reference, invoice_date AS entry_date, currency, NULL::text AS text,
               CASE WHEN seq > :settled THEN gross_amount ELSE -gross_amount END AS amount
          FROM canonical.invoice
         WHERE invoice_date < :start AND seq <= :watermark AND gross_amount IS NOT NULL
           AND ((seq > :settled AND until_seq > :watermark)
                OR (seq <= :settled AND until_seq > :settled AND until_seq <= :watermark))
        UNION ALL
        SELECT dealer_code, 'payment', number, reference, payment_date, currency, text,
               CASE WHEN seq > :settled THEN amount ELSE -amount END
          FROM canonical.payment
         WHERE payment_date < :start AND seq <= :watermark
           AND ((seq > :settled AND until_seq > :watermark)
                OR (seq <= :settled AND until_seq > :settled AND until_seq <= :watermark))) d
    ON d.dealer_code = s.code
 GROUP BY s.no, d.number
HAVING sum(d.amount) <> 0
