-- Codes of the dealers in scope with the moment a consumer scanned them for the first time (激活).
SELECT s.no, coalesce(s.currency, ''), a.code, a.event_id, a.scanned_at, c.product_code
  FROM settle_scope s
  JOIN canonical.trace_code c
    ON c.dealer_code = s.code AND c.level = 'item' AND c.seq <= :watermark AND c.until_seq > :watermark
 CROSS JOIN LATERAL (
    SELECT x.code, x.event_id, x.scanned_at
      FROM canonical.scan x
     WHERE x.code = c.code AND x.actor = 'consumer' AND x.seq <= :watermark AND x.until_seq > :watermark
     ORDER BY x.scanned_at, x.event_id LIMIT 1) a
