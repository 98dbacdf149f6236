-- Ends what events counted as that no file of the run said any more: it was rejected, or reads as another event now.
WITH unread AS (
    UPDATE raw.event e SET outcome = 'NotCustody', reason = @reason
     WHERE e.last_run < @run AND e.outcome <> 'NotCustody'
       AND e.upload_id IN (SELECT (c.content ->> 'UploadId')::bigint
                             FROM ops.run_chunk c JOIN raw.upload u ON u.id = (c.content ->> 'UploadId')::bigint
                            WHERE c.run_id = @run AND u.verdict <> 'Refused')
    RETURNING e.event_id, e.declares_error),
steps AS (
    UPDATE canonical.trace_event t SET until_seq = nextval('canonical.version_seq')
      FROM unread k
     WHERE t.key = k.event_id || '|' || CASE WHEN k.declares_error THEN 'error' ELSE '' END
       AND t.source = 'event-files' AND t.until_seq = 9223372036854775807
    RETURNING 1),
scans AS (
    UPDATE canonical.scan s SET until_seq = nextval('canonical.version_seq')
      FROM unread k
     WHERE s.event_id = k.event_id AND (s.declaration IS NOT NULL) = k.declares_error
       AND s.source = 'event-files' AND s.until_seq = 9223372036854775807
    RETURNING 1)
SELECT (SELECT count(*) FROM steps)::int + (SELECT count(*) FROM scans)::int
