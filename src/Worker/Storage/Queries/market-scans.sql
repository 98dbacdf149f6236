-- Scans of one partition whose local day lies in the window.
SELECT s.event_id, s.code, s.scanned_at, s.area_code, s.actor, s.place, s.device,
       s.latitude, s.longitude
  FROM canonical.scan s
 WHERE s.seq <= :watermark AND s.until_seq > :watermark
   AND (hashtext(s.code) & 2147483647) % :partitions = :partition
   AND (s.scanned_at AT TIME ZONE 'UTC') + :offset * interval '1 minute' >= :start
   AND (s.scanned_at AT TIME ZONE 'UTC') + :offset * interval '1 minute' < :next
