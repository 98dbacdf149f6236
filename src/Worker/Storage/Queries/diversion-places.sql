-- The city in which a shop nearly always stands (four of five scans, at least five), for shops whose scans speak against
-- somebody. A shop does not move: the few scans in another city carry a wrong area.
WITH wanted AS (
    SELECT DISTINCT place FROM result.scan_verdict
     WHERE run_id = @run AND verdict = 'Diverted' AND actor = 'Outlet' AND place IS NOT NULL),
counted AS (
    SELECT s.place, left(s.area_code, 4) || '00' AS city, count(*) AS scans
      FROM canonical.scan s JOIN wanted w ON w.place = s.place
     WHERE s.seq <= @watermark AND s.until_seq > @watermark AND s.declaration IS NULL
       AND lower(s.actor) = 'outlet' AND s.area_code ~ '^[0-9]{6}$'
       AND s.scanned_at >= @start AND s.scanned_at < @next
     GROUP BY s.place, left(s.area_code, 4))
SELECT place, city FROM (
    SELECT place, city, scans, sum(scans) OVER (PARTITION BY place) AS total FROM counted) c
 WHERE scans >= 5 AND scans * 5 >= total * 4
