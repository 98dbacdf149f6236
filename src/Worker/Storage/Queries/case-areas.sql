-- Who may sell where, on a day and of a product: the contracts, and for a dealer without any the dealer master.
WITH contract AS (
    SELECT dealer_code, area_code, kind FROM canonical.territory
     WHERE until_seq = 9223372036854775807 AND kind IN ('own', 'shared', 'excepted')
       AND valid_from <= @day AND (valid_to IS NULL OR valid_to >= @day)
       AND (product_code IS NULL OR product_code = @product))
SELECT dealer_code AS "Dealer", area_code AS "Area", kind = 'excepted' AS "IsException" FROM contract
UNION ALL
SELECT d.code, a.code, false
  FROM (SELECT DISTINCT ON (code) code, territory FROM canonical.dealer
         WHERE until_seq = 9223372036854775807 AND territory IS NOT NULL ORDER BY code, seq DESC) d
 CROSS JOIN LATERAL regexp_split_to_table(d.territory, '\s+') AS a (code)
 WHERE a.code ~ '^\d{6}$' AND NOT EXISTS (SELECT 1 FROM canonical.territory t
                    WHERE t.dealer_code = d.code AND t.until_seq = 9223372036854775807)
