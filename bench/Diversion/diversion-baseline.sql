-- What a user would write: scans joined with codes, cartons, pallets and territories, and the rows that are not clean
-- kept.
SET LOCAL work_mem = '512MB';
TRUNCATE bench.sql_verdict;

INSERT INTO bench.sql_verdict
SELECT s.event_id, s.code, CASE WHEN c.code IS NULL THEN 'Undecided' ELSE 'Diverted' END, p.dealer, k.product, s.area_code,
       s.scanned_at, s.actor, s.place
  FROM canonical.scan s
  LEFT JOIN bench.code c ON c.code = s.code
  LEFT JOIN bench.carton k ON k.code = c.carton
  LEFT JOIN bench.pallet p ON p.code = k.pallet AND p.shipped_at <= s.scanned_at
  LEFT JOIN canonical.territory t ON t.dealer_code = p.dealer AND t.area_code = s.area_code AND t.kind = 'own'
   AND t.until_seq = 9223372036854775807 AND t.valid_from <= s.scanned_at::date
 WHERE s.until_seq = 9223372036854775807
   AND s.scanned_at >= TIMESTAMPTZ '2026-10-01 00:00:00+08' AND s.scanned_at < TIMESTAMPTZ '2026-11-01 00:00:00+08'
   AND (c.code IS NULL OR t.key IS NULL);
