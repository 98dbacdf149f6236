-- The movements that the dealers in scope report for the period and the months beside it.
SELECT s.no, m.dealer_code, concat_ws('/', m.period, m.report, l.position), l.product_code, l.kind,
       l.entry_date, l.quantity, l.unit, l.counterpart_code, l.document_number
  FROM book_scope s
  JOIN canonical.counted_stock_movements(:watermark) m
    ON m.dealer_code = s.code AND (m.period = s.period OR m.period = ANY (s.beside))
  JOIN canonical.stock_movement_line l ON l.seq = m.seq
