-- Events that this step has added and that look like another one: a pair within the step is told once.
INSERT INTO result.suspected_event (run_id, event_id, declares_error, other_event_id, reason, place, other_place)
SELECT @run, n.event_id, n.declares_error, o.event_id, 'other-offset', n.place, o.place
  FROM unnest(@ids, @declared) AS added (event_id, declares_error)
  JOIN raw.event n USING (event_id, declares_error)
  JOIN raw.event o ON o.content_id = n.content_id AND o.declares_error = n.declares_error
 WHERE o.event_id <> n.event_id
   AND (o.event_id < n.event_id OR o.event_id <> ALL (@ids))
 UNION
SELECT @run, n.event_id, n.declares_error, o.event_id, 'same-sender-id', n.place, o.place
  FROM unnest(@ids, @declared) AS added (event_id, declares_error)
  JOIN raw.event n USING (event_id, declares_error)
  JOIN raw.event o ON o.sender_id = n.sender_id
 WHERE o.event_id <> n.event_id
   AND (o.event_id < n.event_id OR o.event_id <> ALL (@ids))
    ON CONFLICT DO NOTHING
