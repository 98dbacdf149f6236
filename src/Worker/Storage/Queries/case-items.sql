-- How many items stand behind the codes of a case: an item is one, a carton or pallet as many as were packed in it, by
-- the warehouse's list or by packing events. A code found beside the carton it lies in is one item.
WITH RECURSIVE inside AS (
    SELECT NULL AS unit, v.code FROM result.scan_verdict v
     WHERE v.run_id = @run AND v.dealer_code = @dealer AND v.product_code = @product AND v.event_id = ANY (@events)
    UNION
    SELECT i.code, c.code
      FROM inside i
     CROSS JOIN LATERAL (
        SELECT t.code FROM canonical.trace_code t
         WHERE t.parent_code = i.code AND t.until_seq = 9223372036854775807
        UNION ALL
        SELECT p.code FROM canonical.trace_event e CROSS JOIN LATERAL regexp_split_to_table(e.codes, ' ') AS p (code)
         WHERE e.parent_code = i.code AND e.step = 'pack' AND e.declaration IS NULL
           AND e.until_seq = 9223372036854775807 AND p.code <> ''
           AND NOT EXISTS (SELECT 1 FROM canonical.trace_event w
                            WHERE w.event_id = e.event_id AND w.declaration = 'error'
                              AND w.until_seq = 9223372036854775807)) c)
SELECT count(DISTINCT code) FROM inside WHERE code NOT IN (SELECT unit FROM inside WHERE unit IS NOT NULL)
