-- Decisions on a result by day, then what it still waits for.
SELECT words FROM (
    SELECT v.id, v.verdict || ' by ' || v.decided_by || ' on ' || to_char(v.decided_at, 'YYYY-MM-DD')
           || coalesce(': ' || v.reason, '') AS words
      FROM delivery.release v
     WHERE v.settle_run = @Run AND coalesce(v.policy, @Policy) = @Policy
       AND coalesce(v.dealer_code, @DealerCode) = @DealerCode
    UNION ALL
    SELECT NULL, CASE l.state WHEN 'prepared' THEN 'waits for release (./hub settle release ' || l.run_id || ')'
                              WHEN 'superseded' THEN 'superseded by run ' || l.newer
                              WHEN 'outdated' THEN 'outdated: something was posted or refused since; settle again' END
      FROM delivery.settlement_line l
     WHERE l.run_id = @Run AND l.policy = @Policy AND l.dealer_code = @DealerCode AND l.period = @Period) standing
 WHERE words IS NOT NULL ORDER BY id
