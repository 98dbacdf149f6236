-- What was done about a case: the steps that people took, rulings, and the volume these moved, in order. Papers are
-- named with their hash. A ruling that belongs to a step is told with it, not once more.
SELECT taken_at AS "At", action AS "What", taken_by AS "By", reason AS "Reason", NULL AS "ReasonChinese",
       true AS "Told",
       (jsonb_build_object('from', 'step') || to_jsonb(s) - 'paper')::text AS "Row", no AS "Order"
  FROM canonical.case_step s WHERE case_number = @number
UNION ALL
SELECT at, verdict, ruled_by, reason, NULL, step_no IS NULL,
       (jsonb_build_object('from', 'ruling') || to_jsonb(r))::text, seq
  FROM canonical.diversion_ruling r WHERE case_number = @number
UNION ALL
SELECT r.at, 'move-' || m.side, coalesce(m.dealer_code, ''), m.arithmetic, m.arithmetic_zh, true,
       (jsonb_build_object('from', 'volume move') || to_jsonb(m))::text, m.seq
  FROM canonical.volume_move m JOIN canonical.diversion_ruling r ON r.seq = m.ruling_seq
 WHERE m.case_number = @number
 ORDER BY 1, 8
