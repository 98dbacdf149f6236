-- Rows of the wanted codes and versions, as shipped-lives.sql has them.
WITH wanted AS (
    SELECT c.seq FROM wanted_code n JOIN canonical.trace_code c ON c.key = n.code
     WHERE c.until_seq = 9223372036854775807 AND c.seq <= :watermark
    UNION
    SELECT c.seq FROM wanted_code n JOIN canonical.trace_code c ON c.key = n.code
     WHERE c.until_seq <> 9223372036854775807 AND c.seq <= :watermark AND c.until_seq > :watermark
    UNION
    SELECT c.seq FROM unnest(:seqs) AS n (seq) JOIN canonical.trace_code c ON c.seq = n.seq
     WHERE c.seq <= :watermark AND c.until_seq > :watermark)
SELECT c.seq, c.level, c.shipped_at, c.parent_code, c.product_code, c.dealer_code, c.shipment_number,
       EXISTS (SELECT 1 FROM canonical.trace_code u
                WHERE u.key = c.parent_code AND u.until_seq = 9223372036854775807 AND u.seq <= :watermark
                  AND u.dealer_code = c.dealer_code AND u.shipment_number = c.shipment_number AND u.shipped_at = c.shipped_at
                  AND u.code <> c.code AND u.parent_code IS DISTINCT FROM c.code)
       OR EXISTS (SELECT 1 FROM canonical.trace_code u
                WHERE u.key = c.parent_code AND u.until_seq <> 9223372036854775807 AND u.seq <= :watermark
                  AND u.until_seq > :watermark
                  AND u.dealer_code = c.dealer_code AND u.shipment_number = c.shipment_number AND u.shipped_at = c.shipped_at
                  AND u.code <> c.code AND u.parent_code IS DISTINCT FROM c.code),
       c.code
  FROM wanted n JOIN canonical.trace_code c ON c.seq = n.seq
