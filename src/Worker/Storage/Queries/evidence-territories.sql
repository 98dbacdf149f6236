-- What the dealer was allowed, as the run saw it: its contracts that touch the days of the case, and the areas in the
-- dealer master. What the dealers below it may sell in counts as its own too.
WITH RECURSIVE dealer AS (
    SELECT * FROM canonical.dealer WHERE seq <= @watermark AND until_seq > @watermark),
family AS (
    SELECT @dealer AS code
    UNION
    SELECT d.code FROM family f JOIN dealer d ON d.parent_code = f.code)
SELECT contract AS "Contract", kind AS "Kind", area_code AS "Areas", product_code AS "ProductCode",
       valid_from::timestamp AS "ValidFrom", valid_to::timestamp AS "ValidTo", seq AS "Version",
       (jsonb_build_object('from', 'contract', 'version', seq)
        || to_jsonb(t) - ARRAY['seq', 'until_seq', 'key', 'content_hash', 'run_id'])::text AS "Row"
  FROM canonical.territory t
 WHERE dealer_code IN (SELECT code FROM family) AND seq <= @watermark AND until_seq > @watermark
   AND valid_from <= @last AND coalesce(valid_to, 'infinity') >= @first
   AND (product_code IS NULL OR product_code = @product)
UNION ALL
SELECT code, 'master', coalesce(territory, ''), NULL, NULL, NULL, seq,
       jsonb_build_object('from', 'dealer master', 'version', seq, 'dealer_code', code, 'name', name,
                          'parent_code', parent_code, 'territory', territory, 'source', source)::text
  FROM dealer
 WHERE code IN (SELECT code FROM family)
 ORDER BY 7
