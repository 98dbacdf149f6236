-- Line by line, so that a document whose parts moved without moving its sum is named too.
WITH now_line AS (
    SELECT document_number, position, entry_date, contribution, share FROM result.rebate_line WHERE rebate_id = @now),
before_line AS (
    SELECT document_number, position, entry_date, contribution, share FROM result.rebate_line
     WHERE rebate_id = @before::bigint),
line AS (
    SELECT document_number, coalesce(n.entry_date, b.entry_date) AS entry_date, n.share AS now, b.share AS before,
           (n.share, n.contribution) IS DISTINCT FROM (b.share, b.contribution) AS changed
      FROM now_line n FULL JOIN before_line b USING (document_number, position))
SELECT document_number AS "Document", max(entry_date) AS "Date",
       CASE WHEN count(before) = 0 THEN 'new' WHEN count(now) = 0 THEN 'gone' ELSE 'changed' END AS "Kind",
       count(*) FILTER (WHERE changed)::int AS "Lines", coalesce(sum(before), 0) AS "Before",
       coalesce(sum(now), 0) AS "Now"
  FROM line GROUP BY document_number HAVING bool_or(changed)
 ORDER BY abs(coalesce(sum(now), 0) - coalesce(sum(before), 0)) DESC, document_number COLLATE "C"
