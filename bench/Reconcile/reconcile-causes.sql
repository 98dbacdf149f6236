-- Planted against found, cause by cause. A number may stand in two breaks of one cause: both sides of it.
SELECT cause, coalesce(sum(planted), 0)::bigint AS planted, sum(least(planted, found))::bigint AS "right",
       coalesce(sum(found), 0)::bigint AS found
  FROM (SELECT dealer, reference, cause, sum(planted) AS planted, sum(found) AS found
          FROM (SELECT dealer, reference, cause, 1 AS planted, 0 AS found FROM bench.planted
                UNION ALL
                SELECT dealer_code, reference, coalesce(cause, 'none'), 0, 1 FROM result.break) each
         GROUP BY dealer, reference, cause) a
 GROUP BY cause
 ORDER BY cause
