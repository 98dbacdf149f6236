-- Codes that events and rows name which came, changed or ended after one watermark and up to another, and those that
-- were declared wrong by one of them. A version that is replaced ends at the number of its successor.
WITH changed AS (
    SELECT e.event_id, e.declaration, e.parent_code, e.codes FROM canonical.trace_event e
     WHERE e.seq > @from AND e.seq <= @to
    UNION ALL
    SELECT e.event_id, e.declaration, e.parent_code, e.codes FROM canonical.trace_event e
     WHERE e.until_seq <> 9223372036854775807 AND e.until_seq > @from AND e.until_seq <= @to AND e.seq <= @from),
wrong AS (SELECT DISTINCT event_id FROM changed WHERE declaration = 'error')
SELECT parent_code, codes FROM changed
UNION ALL
SELECT e.parent_code, e.codes FROM wrong w JOIN canonical.trace_event e ON e.key = w.event_id || '|'
 WHERE e.until_seq = 9223372036854775807 AND e.seq <= @from
UNION ALL
SELECT e.parent_code, e.codes FROM wrong w JOIN canonical.trace_event e ON e.event_id = w.event_id
 WHERE e.until_seq <> 9223372036854775807 AND e.seq <= @from AND e.until_seq > @from AND e.declaration IS NULL
UNION ALL
SELECT c.parent_code, c.code FROM canonical.trace_code c WHERE c.seq > @from AND c.seq <= @to
UNION ALL
SELECT c.parent_code, c.code FROM canonical.trace_code c
 WHERE c.until_seq <> 9223372036854775807 AND c.until_seq > @from AND c.until_seq <= @to AND c.seq <= @from
