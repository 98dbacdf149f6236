-- Scans of market-scans.sql with their texts, by version. Only their partition is read through once more: a key on the
-- version would cost every import more than this costs a run.
SELECT s.seq, s.event_id, s.code, s.scanned_at, s.area_code, s.actor, s.place, s.device, s.latitude, s.longitude
  FROM canonical.scan_:partition s
 WHERE s.scanned_at >= (:start::timestamp AT TIME ZONE 'UTC') - :offset * interval '1 minute'
   AND s.scanned_at < (:next::timestamp AT TIME ZONE 'UTC') - :offset * interval '1 minute'
   AND s.seq = ANY (:seqs)
