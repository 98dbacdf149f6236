-- Verdicts of a run on the dealer's product in the destination city: those the case counts, and those it does not.
SELECT v.event_id AS "EventId", v.code AS "Code", v.verdict AS "Verdict", v.decided_by AS "DecidedBy",
       v.area_code AS "AreaCode", v.scanned_at AS "ScannedAt", v.actor AS "Actor", v.place AS "Place",
       v.evidence AS "Evidence", v.evidence_zh AS "EvidenceChinese", v.confidence AS "Confidence",
       v.event_id = ANY (c.event_ids) AS "Counts",
       (to_jsonb(v) - 'run_id' || jsonb_build_object('counts', v.event_id = ANY (c.event_ids)))::text AS "Row"
  FROM result.diversion_case c
  JOIN result.scan_verdict v
    ON v.run_id = c.run_id AND v.dealer_code = c.dealer_code AND v.product_code = c.product_code
 WHERE c.run_id = @run AND c.number = @number
   AND (v.event_id = ANY (c.event_ids) OR left(v.area_code, 4) = left(c.area_code, 4))
 ORDER BY v.scanned_at, v.event_id COLLATE "C", v.code COLLATE "C"
