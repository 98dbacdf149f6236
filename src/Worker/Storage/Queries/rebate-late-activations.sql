-- Months before the one that is settled in which codes of the dealers in scope were scanned by consumers, where the code
-- or one of its scans came, changed or went since a settlement knew all. Which scan is the first may have changed with
-- it, so the months of all scans of such a code are told.
WITH code AS (
    SELECT k.no, k.known, c.code, c.seq, c.until_seq
      FROM unnest(@nos, @known) AS k (no, known)
      JOIN settle_scope s ON s.no = k.no
      JOIN canonical.trace_code c ON c.dealer_code = s.code AND c.level = 'item' AND c.seq <= @watermark),
scan AS (
    SELECT c.no, c.code, x.scanned_at,
           max(greatest(
               CASE WHEN x.until_seq <= @watermark THEN x.until_seq ELSE x.seq END,
               CASE WHEN c.until_seq <= @watermark THEN c.until_seq ELSE c.seq END)) OVER (PARTITION BY c.no, c.code)
           AS changed, c.known
      FROM code c
      JOIN canonical.scan x ON x.code = c.code AND x.actor = 'consumer' AND x.seq <= @watermark)
SELECT no AS "No", 'Activation' AS "Kind", to_char(scanned_at AT TIME ZONE @zone, 'YYYY-MM') AS "Month",
       max(changed) AS "Changed"
  FROM scan
 WHERE changed > known AND (scanned_at AT TIME ZONE @zone)::date < @start
 GROUP BY 1, 2, 3
