-- Verdicts of a run that may make a case, and those on cloned codes, with what gathering looks at.
SELECT event_id, code, verdict, decided_by, confidence, dealer_code, product_code, movement, custody_unit, packed_in,
       gap, area_code, scanned_at, actor, place, device, rule_version
  FROM result.scan_verdict
 WHERE run_id = :run AND (verdict IN ('Diverted', 'Cloned') OR decided_by = 'consumer-travel')
