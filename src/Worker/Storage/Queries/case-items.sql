-- How many items stand behind the codes of a case: an item is one, a carton or pallet as many as were packed in it. A
-- code that was found in a carton that was found as well is one item. What is a container is known by the code's level
-- or by a packing event, so that only those are looked into.
WITH RECURSIVE found AS (
    SELECT DISTINCT v.code FROM result.scan_verdict v
     WHERE v.run_id = @run AND v.dealer_code = @dealer AND v.product_code = @product AND v.event_id = ANY (@events)),
packed AS (
    SELECT e.parent_code AS unit, c.code
      FROM canonical.trace_event e CROSS JOIN LATERAL regexp_split_to_table(e.codes, ' ') AS c (code)
     WHERE e.step = 'pack' AND e.declaration IS NULL AND e.until_seq = 9223372036854775807 AND c.code <> ''
       AND NOT EXISTS (SELECT 1 FROM canonical.trace_event w
                        WHERE w.event_id = e.event_id AND w.declaration = 'error'
                          AND w.until_seq = 9223372036854775807)),
inside AS (
    SELECT code FROM found
    UNION
    SELECT c.code
      FROM inside i
     CROSS JOIN LATERAL (
        SELECT p.code FROM packed p WHERE p.unit = i.code
        UNION ALL
        SELECT t.code FROM canonical.trace_code t
         WHERE t.parent_code = i.code AND t.until_seq = 9223372036854775807
           AND EXISTS (SELECT 1 FROM canonical.trace_code u
                        WHERE u.key = i.code AND u.level <> 'item' AND u.until_seq = 9223372036854775807)) c)
SELECT count(*) FROM inside i
 WHERE NOT EXISTS (SELECT 1 FROM packed p WHERE p.unit = i.code)
   AND NOT EXISTS (SELECT 1 FROM canonical.trace_code t
                    WHERE t.parent_code = i.code AND t.until_seq = 9223372036854775807
                      AND EXISTS (SELECT 1 FROM canonical.trace_code u
                                   WHERE u.key = i.code AND u.level <> 'item' AND u.until_seq = 9223372036854775807))
