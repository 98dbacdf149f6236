-- What warehouses can promise at a watermark: the last list of each, and what it reports of its own since. Goods that
-- left on our delivery orders are no news: the list has them reserved.
WITH counted AS (
    SELECT DISTINCT ON (place_code, product_code) place_code, product_code, on_hand - coalesce(reserved, 0) AS available
      FROM canonical.stock
     WHERE place_kind = 'warehouse' AND seq <= @watermark AND until_seq > @watermark
     ORDER BY place_code, product_code, as_of DESC, seq DESC
), latest AS (
    SELECT DISTINCT ON (place_code) place_code, taken_at
      FROM canonical.warehouse_counts(@watermark, @zone) ORDER BY place_code, as_of DESC
), since AS (
    SELECT m.warehouse_code AS place_code, m.product_code, sum(m.quantity) AS quantity
      FROM canonical.warehouse_moves(@watermark, (SELECT min(taken_at) FROM latest)) m
      JOIN latest c ON c.place_code = m.warehouse_code AND m.moved_at > c.taken_at
     WHERE m.kind <> 'delivery'
       AND NOT EXISTS (SELECT FROM delivery.outbox o WHERE o.kind = 'delivery-order' AND o.key = m.document_number)
     GROUP BY m.warehouse_code, m.product_code
)
SELECT place_code, product_code, coalesce(c.available, 0) + coalesce(s.quantity, 0)
  FROM counted c FULL JOIN since s USING (place_code, product_code)
