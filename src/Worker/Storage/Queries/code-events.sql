-- Events that name some codes, with the declarations that say they were wrong. An index of codes says where most stand
-- (@seqs). It knows what counted at its own watermark (@base, 0: there is none), so this is searched by text beside it:
-- what came since then, what ended between the two watermarks, and what was ever declared wrong, which it leaves out; and
-- what was packed into the same units (@units) once more, which it leaves out because it changes nothing.
WITH wrong AS (SELECT DISTINCT event_id FROM canonical.trace_event WHERE declaration = 'error'),
searched AS (
    SELECT seq, until_seq, event_id, step, parent_code, codes FROM canonical.trace_event
     WHERE seq = ANY (@seqs)
    UNION ALL
    SELECT seq, until_seq, event_id, step, parent_code, codes FROM canonical.trace_event
     WHERE parent_code = ANY (@units)
    UNION ALL
    SELECT seq, until_seq, event_id, step, parent_code, codes FROM canonical.trace_event
     WHERE seq > @base AND seq <= @watermark
    UNION ALL
    SELECT seq, until_seq, event_id, step, parent_code, codes FROM canonical.trace_event
     WHERE until_seq <> 9223372036854775807 AND until_seq > @watermark AND until_seq <= @base
    UNION ALL
    SELECT seq, until_seq, event_id, step, parent_code, codes FROM canonical.trace_event
     WHERE declaration = 'error'
    UNION ALL
    SELECT e.seq, e.until_seq, e.event_id, e.step, e.parent_code, e.codes
      FROM wrong w JOIN canonical.trace_event e ON e.key = w.event_id || '|'
     WHERE e.until_seq = 9223372036854775807
    UNION ALL
    SELECT e.seq, e.until_seq, e.event_id, e.step, e.parent_code, e.codes
      FROM wrong w JOIN canonical.trace_event e ON e.event_id = w.event_id
     WHERE e.until_seq <> 9223372036854775807),
-- Of a unit's own packing only what concerns these codes; its unpacking as a whole concerns all in it.
named AS (
    SELECT DISTINCT event_id FROM searched
     WHERE seq <= @watermark AND until_seq > @watermark
       AND (string_to_array(codes, ' ') && @codes
            OR (parent_code = ANY (@codes) AND step = 'unpack' AND codes IS NULL)))
SELECT e.seq AS "Version", e.event_id AS "EventId", e.declaration IS NOT NULL AS "DeclaresError", e.step AS "Step",
       e.happened_at AS "HappenedAt", e.parent_code AS "ParentCode", e.codes AS "Codes",
       e.product_code AS "ProductCode", e.from_dealer AS "FromDealer", e.to_dealer AS "ToDealer",
       e.document AS "Document", e.area_code AS "AreaCode", e.origin AS "Origin",
       (to_jsonb(e) - ARRAY['until_seq', 'key', 'content_hash', 'run_id'])::text AS "Row"
  FROM named n
 CROSS JOIN LATERAL (
       -- An event and its declaration as an error stand under one id.
       SELECT * FROM canonical.trace_event t
        WHERE t.key IN (n.event_id || '|', n.event_id || '|error') AND t.until_seq = 9223372036854775807
       UNION ALL
       SELECT * FROM canonical.trace_event t
        WHERE t.event_id = n.event_id AND t.until_seq <> 9223372036854775807) e
 WHERE e.seq <= @watermark AND e.until_seq > @watermark
