-- Of the wanted versions those that count, as trace-lives.sql has them. Each is looked up by its key: whatever the
-- planner believes of their number, they are a small part of all.
SELECT e.seq, e.step, e.happened_at, e.parent_code, e.product_code, e.from_dealer, e.to_dealer, e.document, e.codes,
       e.event_id, e.area_code, e.origin
  FROM unnest(:seqs) AS n (seq)
 CROSS JOIN LATERAL (SELECT * FROM canonical.trace_event t WHERE t.seq = n.seq OFFSET 0) e
 WHERE e.seq <= :watermark AND e.until_seq > :watermark AND e.declaration IS NULL
   AND NOT EXISTS (SELECT 1 FROM canonical.trace_event w
                    WHERE w.declaration = 'error' AND w.event_id = e.event_id
                      AND w.seq <= :watermark AND w.until_seq > :watermark)
