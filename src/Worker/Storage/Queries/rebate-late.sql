-- Months before the one that is settled in which the dealers in scope have documents of the kinds asked for that came,
-- changed or went since a settlement knew all: how many of which kind, and the last change (两套日历).
SELECT k.no AS "No", x.kind AS "Kind", to_char(x.day, 'YYYY-MM') AS "Month",
       max(CASE WHEN x.until_seq <= @watermark THEN x.until_seq ELSE x.seq END) AS "Changed"
  FROM unnest(@nos, @known) AS k (no, known)
  JOIN settle_scope s ON s.no = k.no
 CROSS JOIN LATERAL (
    SELECT 'Invoiced' AS kind, i.invoice_date AS day, i.seq, i.until_seq FROM canonical.invoice i
     WHERE 'Invoiced' = ANY(@kinds) AND i.dealer_code = s.code AND i.invoice_date < @start
    UNION ALL
    SELECT 'Shipped', h.shipped_on, h.seq, h.until_seq FROM canonical.shipment h
     WHERE 'Shipped' = ANY(@kinds) AND h.dealer_code = s.code AND h.shipped_on < @start
    UNION ALL
    SELECT 'Ordered', o.order_date, o.seq, o.until_seq FROM canonical.sales_order o
     WHERE 'Ordered' = ANY(@kinds) AND o.dealer_code = s.code AND o.order_date < @start
    UNION ALL
    SELECT 'SellThrough', l.entry_date, m.seq, m.until_seq
      FROM canonical.stock_movement m JOIN canonical.stock_movement_line l ON l.seq = m.seq
     WHERE 'SellThrough' = ANY(@kinds) AND m.dealer_code = s.code AND l.entry_date < @start
       AND l.kind IN ('sell_through', 'customer_return')
    UNION ALL
    SELECT 'Stock', c.as_of, c.seq, c.until_seq FROM canonical.stock c
     WHERE 'Stock' = ANY(@kinds) AND c.place_kind = 'dealer' AND c.place_code = s.code AND c.as_of < @start
    UNION ALL
    SELECT 'Ruling', r.happened_on, r.seq, 9223372036854775807 FROM canonical.diversion_ruling r
     WHERE 'Ruling' = ANY(@kinds) AND r.dealer_code = s.code AND r.happened_on < @start
    UNION ALL
    SELECT 'Moved', v.happened_on, v.seq, 9223372036854775807 FROM canonical.volume_move v
     WHERE 'Moved' = ANY(@kinds) AND v.dealer_code = s.code AND v.happened_on < @start) x
 WHERE (x.seq > k.known AND x.seq <= @watermark) OR (x.until_seq > k.known AND x.until_seq <= @watermark)
 GROUP BY 1, 2, 3
