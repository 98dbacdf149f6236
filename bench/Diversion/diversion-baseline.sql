-- What a user would write: scans joined with codes and dealers, and the rows that are not clean kept.
SET LOCAL work_mem = '512MB';
TRUNCATE bench.sql_verdict;

INSERT INTO bench.sql_verdict
SELECT s.event_id, s.code, CASE WHEN c.code IS NULL THEN 'Undecided' ELSE 'Diverted' END, c.dealer_code, c.product_code,
       s.area_code, s.scanned_at, s.actor, s.place
  FROM canonical.scan s
  LEFT JOIN canonical.trace_code c ON c.code = s.code AND c.until_seq = 9223372036854775807
  LEFT JOIN canonical.dealer d ON d.code = c.dealer_code AND d.until_seq = 9223372036854775807
 WHERE s.until_seq = 9223372036854775807
   AND s.scanned_at >= TIMESTAMPTZ '2026-10-01 00:00:00+08' AND s.scanned_at < TIMESTAMPTZ '2026-11-01 00:00:00+08'
   AND (c.code IS NULL OR left(s.area_code, 2) <> left(d.territory, 2));
