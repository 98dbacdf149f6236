-- The transfers of the period that other dealers report with a dealer in scope.
SELECT s.no, m.dealer_code, concat_ws('/', m.period, m.report, l.position), l.product_code, l.kind,
       l.entry_date, l.quantity, l.unit, l.counterpart_code, l.document_number
  FROM book_scope s
  JOIN canonical.stock_movement_line l
    ON l.counterpart_code = s.code AND l.kind IN ('transfer_in', 'transfer_out')
   AND l.entry_date BETWEEN :start AND :end
  JOIN canonical.stock_movement m
    ON m.seq = l.seq AND m.dealer_code <> s.code AND m.seq <= :watermark AND m.until_seq > :watermark
