-- The city in which a shop nearly always stands (four of five scans, at least five), for shops whose scans speak against
-- somebody. A shop does not move: the few scans in another city carry a wrong area.
WITH wanted AS (
    SELECT DISTINCT place FROM result.scan_verdict
     WHERE run_id = @run AND verdict = 'Diverted' AND actor = 'Outlet' AND place IS NOT NULL),
-- First counted as the scans stand, then looked at: a shop has few areas and many scans.
raw AS (
    SELECT s.place, s.area_code, s.actor, count(*) AS scans
      FROM canonical.scan s JOIN wanted w ON w.place = s.place
     WHERE s.seq <= @watermark AND s.until_seq > @watermark AND s.declaration IS NULL
       AND s.scanned_at >= @start AND s.scanned_at < @next
     GROUP BY s.place, s.area_code, s.actor),
counted AS (
    SELECT place, left(area_code, 4) || '00' AS city, sum(scans) AS scans
      FROM raw WHERE lower(actor) = 'outlet' AND area_code ~ '^[0-9]{6}$'
     GROUP BY place, left(area_code, 4))
SELECT place, city FROM (
    SELECT place, city, scans, sum(scans) OVER (PARTITION BY place) AS total FROM counted) c
 WHERE scans >= 5 AND scans * 5 >= total * 4
