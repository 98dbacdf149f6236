-- Ends versions of known events that these no longer are: a step that became a scan or nothing, codes that became
-- unreadable.
WITH known AS (
    SELECT e.event_id, e.declares_error, e.outcome
      FROM unnest(@ids, @declared) AS k (event_id, declares_error) JOIN raw.event e USING (event_id, declares_error)),
steps AS (
    UPDATE canonical.trace_event t SET until_seq = nextval('canonical.version_seq')
      FROM known k
     WHERE k.outcome <> 'Traced' AND t.key = k.event_id || '|' || CASE WHEN k.declares_error THEN 'error' ELSE '' END
       AND t.source = 'event-files' AND t.until_seq = 9223372036854775807
    RETURNING 1),
scans AS (
    UPDATE canonical.scan s SET until_seq = nextval('canonical.version_seq')
      FROM known k
     WHERE s.event_id = k.event_id AND (s.declaration IS NOT NULL) = k.declares_error
       AND s.source = 'event-files' AND s.until_seq = 9223372036854775807
       AND NOT EXISTS (SELECT 1 FROM unnest(@scans) AS u (key) WHERE u.key = s.key)
    RETURNING 1)
SELECT (SELECT count(*) FROM steps)::int + (SELECT count(*) FROM scans)::int
