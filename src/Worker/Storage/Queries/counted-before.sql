-- Of the counts of a file (counted_row) those that follow a count which is known already, with that one. Of several
-- days in one file only the first after it is compared with it. Both sides go through one ordered pass, because a
-- lookup for each count would read a dealer's history once for each of its products. PostgreSQL takes what is known of
-- a dealer for a few rows and would go through them once for each count.
SET LOCAL enable_nestloop = off;
CREATE TEMP TABLE counted_before ON COMMIT DROP AS
WITH history AS (
    SELECT DISTINCT ON (product_code, as_of) product_code AS product, as_of, on_hand, unit
      FROM canonical.stock
     WHERE place_kind = 'dealer' AND place_code = @dealer AND seq <= @watermark AND until_seq > @watermark
       AND product_code IN (SELECT product FROM counted_row)
     ORDER BY product_code, as_of, seq DESC),
timeline AS (
    SELECT product, as_of AS day, true AS known FROM history
     UNION ALL
    SELECT DISTINCT product, day, false FROM counted_row),
before AS (
    SELECT product, day, known,
           max(day) FILTER (WHERE known) OVER earlier AS as_of,
           max(day) FILTER (WHERE NOT known) OVER earlier AS other
      FROM timeline
    WINDOW earlier AS (PARTITION BY product ORDER BY day
                       RANGE BETWEEN UNBOUNDED PRECEDING AND interval '1 day' PRECEDING))
SELECT row_number() OVER (ORDER BY c.product, c.row_no) AS no, c.product, c.day, c.on_hand, c.unit, c.key, c.sheet,
       c.row_no, h.as_of, h.on_hand AS before_on_hand, h.unit AS before_unit
  FROM before b
  JOIN counted_row c ON c.product = b.product AND c.day = b.day
  JOIN history h ON h.product = b.product AND h.as_of = b.as_of
 WHERE NOT b.known AND (b.other IS NULL OR b.other <= b.as_of);
RESET enable_nestloop
