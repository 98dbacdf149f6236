-- What the dealers in scope counted on the day before the period and on its last day.
SELECT DISTINCT ON (s.no, c.as_of, c.product_code) s.no, c.as_of = :end, c.product_code, c.on_hand, c.unit
  FROM book_scope s
  JOIN canonical.stock c
    ON c.place_code = s.code AND c.place_kind = 'dealer' AND c.as_of IN (:start - 1, :end)
   AND c.seq <= :watermark AND c.until_seq > :watermark
 ORDER BY s.no, c.as_of, c.product_code, c.seq DESC
