-- Counts of the stock of the dealers in scope.
SELECT s.no, c.product_code, c.as_of, c.on_hand
  FROM settle_scope s
  JOIN canonical.stock c
    ON c.place_kind = 'dealer' AND c.place_code = s.code AND c.as_of >= :start AND c.as_of <= :end
   AND c.seq <= :watermark AND c.until_seq > :watermark
