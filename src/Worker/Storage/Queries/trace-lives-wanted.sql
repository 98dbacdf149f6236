-- Of the wanted versions those that count, as trace-lives.sql has them.
SELECT e.seq, e.step, e.happened_at, e.parent_code, e.product_code, e.from_dealer, e.to_dealer, e.document, e.codes,
       e.event_id, e.area_code, e.origin
  FROM wanted_event n
  JOIN canonical.trace_event e ON e.seq = n.seq
 WHERE e.seq <= :watermark AND e.until_seq > :watermark AND e.declaration IS NULL
   AND NOT EXISTS (SELECT 1 FROM canonical.trace_event w
                    WHERE w.declaration = 'error' AND w.event_id = e.event_id
                      AND w.seq <= :watermark AND w.until_seq > :watermark)
