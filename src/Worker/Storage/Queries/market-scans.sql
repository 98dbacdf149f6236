-- Scans of one partition whose local day lies in the window; what is looked at first comes first.
SELECT s.code, s.scanned_at, s.area_code, s.event_id, s.actor, s.place, s.device, s.latitude, s.longitude
  FROM canonical.scan_:partition s
 WHERE s.seq <= :watermark AND s.until_seq > :watermark AND s.declaration IS NULL
   AND s.scanned_at >= (:start::timestamp AT TIME ZONE 'UTC') - :offset * interval '1 minute'
   AND s.scanned_at < (:next::timestamp AT TIME ZONE 'UTC') - :offset * interval '1 minute'
