-- Scans of some places in the window, by area and by who scanned. What an actor or an area means is told apart by the
-- reader: asked of every scan it would cost more than all the rest.
SELECT s.place, s.area_code, s.actor, count(*)
  FROM canonical.scan s
 WHERE s.seq <= @watermark AND s.until_seq > @watermark AND s.declaration IS NULL
   AND s.scanned_at >= @start AND s.scanned_at < @next AND s.place = ANY (@places)
 GROUP BY s.place, s.area_code, s.actor
