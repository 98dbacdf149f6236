-- Cases as the last finished run that found them has them. latest: the last finished run of the case's window (a month
-- or a quarter); where that is a later one, it makes no case of it any more.
WITH finished AS (
    SELECT id, period, to_char(to_date(period, 'YYYY-MM'), 'YYYY-"Q"Q') AS quarter FROM ops.run
     WHERE pipeline = 'match-diversion' AND status IN ('succeeded', 'incomplete') AND period IS NOT NULL),
latest AS (
    SELECT w."window", max(f.id) AS run
      FROM finished f CROSS JOIN LATERAL (VALUES (f.period), (f.quarter)) AS w ("window") GROUP BY w."window"),
known AS (
    SELECT DISTINCT ON (c.number) c.*
      FROM result.diversion_case c JOIN finished f ON f.id = c.run_id
     WHERE c.standing = 'case' AND (@number::text IS NULL OR c.number = @number)
       AND (@dealer::text IS NULL OR c.dealer_code = @dealer)
     ORDER BY c.number, c.run_id DESC)
SELECT k.number AS "Number", k.standing AS "Standing", k.dealer_code AS "DealerCode", d.name AS "DealerName",
       k.product_code AS "ProductCode", p.name AS "ProductName", k.area_code AS "AreaCode", k.period AS "Window", k.codes AS "Codes",
       k.shipped AS "Shipped", k.share AS "Share", k.spots AS "Spots", k.units AS "Units", k.sources AS "Sources",
       k.severity AS "Severity",
       k.first_scan AS "FirstScan", k.last_scan AS "LastScan", k.event_ids AS "EventIds", k.evidence AS "Evidence",
       k.evidence_zh AS "EvidenceChinese", k.value AS "Value", k.confidence AS "Confidence",
       k.rule_version AS "RulesVersion", k.run_id AS "Run", l.run AS "Latest", r.codes AS "RuledCodes"
  FROM known k
  JOIN latest l ON l."window" = k.period
  LEFT JOIN LATERAL (SELECT x.name FROM canonical.dealer x
                      WHERE x.code = k.dealer_code AND x.until_seq = 9223372036854775807
                      ORDER BY x.seq DESC LIMIT 1) d ON true
  LEFT JOIN LATERAL (SELECT x.name FROM canonical.product x
                      WHERE x.code = k.product_code AND x.until_seq = 9223372036854775807
                      ORDER BY x.seq DESC LIMIT 1) p ON true
  LEFT JOIN LATERAL (SELECT c.codes
                       FROM canonical.case_step s
                       JOIN result.diversion_case c ON c.run_id = s.run_id AND c.number = s.case_number
                      WHERE s.case_number = k.number AND s.action IN ('confirm', 'dismiss')
                      ORDER BY s.no DESC LIMIT 1) r ON true
 ORDER BY k.period DESC, k.codes DESC, k.number
