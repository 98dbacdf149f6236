-- Scans of one partition that count and whose local day lies in the window, with what is looked at of each. The version
-- is below 0 where the scanner sent its position: a column more for every scan would cost more than it tells.
SELECT s.code, s.scanned_at, s.area_code, CASE WHEN s.longitude IS NULL THEN s.seq ELSE -s.seq END
  FROM canonical.scan_:partition s
 WHERE s.seq <= :watermark AND s.until_seq > :watermark AND s.declaration IS NULL
   AND s.scanned_at >= (:start::timestamp AT TIME ZONE 'UTC') - :offset * interval '1 minute'
   AND s.scanned_at < (:next::timestamp AT TIME ZONE 'UTC') - :offset * interval '1 minute'
   AND s.event_id NOT IN (SELECT d.event_id FROM canonical.scan_:partition d
                           WHERE d.declaration = 'error' AND d.seq <= :watermark AND d.until_seq > :watermark)
