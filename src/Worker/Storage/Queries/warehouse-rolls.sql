-- Each product of each warehouse by its last two lists, with what was reported between them.
WITH days AS (
    SELECT place_code, as_of, taken_at, row_number() OVER (PARTITION BY place_code ORDER BY as_of DESC) AS no
      FROM canonical.warehouse_counts(@watermark, @zone)
     WHERE @warehouse::text IS NULL OR place_code = @warehouse
), span AS (
    SELECT later.place_code, earlier.as_of AS from_day, earlier.taken_at AS from_at, later.as_of AS to_day,
           later.taken_at AS to_at
      FROM days later JOIN days earlier USING (place_code)
     WHERE later.no = 1 AND earlier.no = 2
), listed AS (
    SELECT DISTINCT ON (s.place_code, s.product_code, s.as_of) s.place_code, s.product_code, s.as_of, s.on_hand
      FROM span p
      JOIN canonical.stock s
        ON s.place_code = p.place_code AND s.place_kind = 'warehouse' AND s.as_of IN (p.from_day, p.to_day)
       AND s.seq <= @watermark AND s.until_seq > @watermark
     ORDER BY s.place_code, s.product_code, s.as_of, s.seq DESC
), moved AS (
    SELECT m.warehouse_code AS place_code, m.product_code,
           json_agg(json_build_object('kind', m.kind, 'document', m.document_number, 'quantity', m.quantity::text)
                    ORDER BY m.moved_at, m.document_number, m.quantity) AS moves
      FROM canonical.warehouse_moves(@watermark, (SELECT min(from_at) FROM span)) m
      JOIN span p ON p.place_code = m.warehouse_code AND m.moved_at > p.from_at AND m.moved_at <= p.to_at
     GROUP BY m.warehouse_code, m.product_code
), products AS (
    SELECT place_code, product_code FROM listed UNION SELECT place_code, product_code FROM moved
)
SELECT p.place_code AS warehouse, t.product_code AS product, p.from_day AS fromDay, p.to_day AS toDay,
       coalesce(a.on_hand, 0) AS opening, coalesce(b.on_hand, 0) AS counted, v.moves::text AS moves
  FROM products t
  JOIN span p USING (place_code)
  LEFT JOIN listed a ON a.place_code = p.place_code AND a.product_code = t.product_code AND a.as_of = p.from_day
  LEFT JOIN listed b ON b.place_code = p.place_code AND b.product_code = t.product_code AND b.as_of = p.to_day
  LEFT JOIN moved v ON v.place_code = p.place_code AND v.product_code = t.product_code
 ORDER BY 1, 2
