-- Every event that counts, with its codes last: they are the long part.
SELECT e.seq, e.step, e.happened_at, e.parent_code, e.product_code, e.from_dealer, e.to_dealer, e.document, e.codes
  FROM canonical.trace_event e
 WHERE e.seq <= :watermark AND e.until_seq > :watermark AND e.declaration IS NULL
   AND NOT EXISTS (SELECT 1 FROM canonical.trace_event w
                    WHERE w.declaration = 'error' AND w.event_id = e.event_id
                      AND w.seq <= :watermark AND w.until_seq > :watermark)
