-- Codes of the dealers in scope with the moment a consumer scanned them for the first time (激活).
SELECT DISTINCT ON (c.code, s.no)
       s.no, coalesce(s.currency, ''), c.code, x.event_id, x.scanned_at, c.product_code
  FROM settle_scope s
  JOIN canonical.trace_code c
    ON c.dealer_code = s.code AND c.level = 'item' AND c.seq <= :watermark AND c.until_seq > :watermark
  JOIN canonical.scan x
    ON x.code = c.code AND x.actor = 'consumer' AND x.seq <= :watermark AND x.until_seq > :watermark
 ORDER BY c.code, s.no, x.scanned_at, x.event_id
