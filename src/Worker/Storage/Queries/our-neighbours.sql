-- Documents of the dealer in the months beside the period whose number ends like one of those asked for. Both sides
-- write numbers with other prefixes and zeros; which of them are the same is decided by the reader.
SELECT DISTINCT s.no, ascii(d.kind), d.number, d.reference, d.entry_date, d.amount, nullif(d.currency, s.currency), d.text
  FROM (SELECT DISTINCT no, right(reference, 4) AS ending FROM wanted_reference) w
  JOIN book_scope s ON s.no = w.no
  JOIN (SELECT dealer_code, kind, number, NULL::text AS reference, invoice_date AS entry_date, gross_amount AS amount,
               currency, NULL::text AS text, right(number, 4) AS ending
          FROM canonical.invoice
         WHERE seq <= :watermark AND until_seq > :watermark AND gross_amount IS NOT NULL
           AND ((invoice_date >= :from AND invoice_date < :start) OR (invoice_date > :end AND invoice_date <= :to))
        UNION ALL
        SELECT dealer_code, 'payment', number, reference, payment_date, amount, currency, text,
               right(coalesce(reference, number), 4)
          FROM canonical.payment
         WHERE seq <= :watermark AND until_seq > :watermark
           AND ((payment_date >= :from AND payment_date < :start) OR (payment_date > :end AND payment_date <= :to))) d
    ON d.dealer_code = s.code AND d.ending = w.ending
