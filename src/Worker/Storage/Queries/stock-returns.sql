-- The returns of the dealers in scope that we booked in the period and the months beside it.
SELECT s.no, i.number, l.product_code, i.invoice_date, sum(abs(l.quantity)), l.unit
  FROM book_scope s
  JOIN canonical.invoice i
    ON i.dealer_code = s.code AND i.kind = 'return' AND i.invoice_date BETWEEN :from AND :to
   AND i.seq <= :watermark AND i.until_seq > :watermark
  JOIN canonical.invoice_line l ON l.seq = i.seq
 GROUP BY s.no, i.number, l.product_code, i.invoice_date, l.unit
