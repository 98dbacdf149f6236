-- How many items stand behind the codes of a case: an item is one, a carton or pallet as many as were packed in it, by
-- the warehouse's list or by packing events. A code found beside the carton it lies in is one item.
WITH RECURSIVE content AS NOT MATERIALIZED (
    SELECT e.parent_code AS unit, c.code
      FROM canonical.trace_event e CROSS JOIN LATERAL regexp_split_to_table(e.codes, ' ') AS c (code)
     WHERE e.step = 'pack' AND e.declaration IS NULL AND e.until_seq = 9223372036854775807 AND c.code <> ''
       AND NOT EXISTS (SELECT 1 FROM canonical.trace_event w
                        WHERE w.event_id = e.event_id AND w.declaration = 'error'
                          AND w.until_seq = 9223372036854775807)
    UNION ALL
    SELECT t.parent_code, t.code FROM canonical.trace_code t
     WHERE t.parent_code IS NOT NULL AND t.until_seq = 9223372036854775807),
inside AS (
    SELECT v.code FROM result.scan_verdict v
     WHERE v.run_id = @run AND v.dealer_code = @dealer AND v.product_code = @product AND v.event_id = ANY (@events)
    UNION
    SELECT c.code FROM inside i JOIN content c ON c.unit = i.code)
SELECT count(*) FROM inside i WHERE NOT EXISTS (SELECT 1 FROM content c WHERE c.unit = i.code)
