-- What each dealer in scope owed when the period began: every document before it.
SELECT s.code, coalesce(sum(d.amount), 0)::numeric
  FROM scope_dealer s
  LEFT JOIN (SELECT i.dealer_code, i.invoice_date AS entry_date, i.gross_amount AS amount
               FROM canonical.invoice i
              WHERE i.seq <= :watermark AND i.until_seq > :watermark
             UNION ALL
             SELECT p.dealer_code, p.payment_date, p.amount
               FROM canonical.payment p
              WHERE p.seq <= :watermark AND p.until_seq > :watermark) d
    ON d.dealer_code = s.code AND d.entry_date < :start
 GROUP BY s.code
