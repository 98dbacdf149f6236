-- The flat list of shipped codes. A code that left with its unit has no shipment of its own.
SELECT c.seq, c.level, c.shipped_at, c.parent_code, c.product_code, c.dealer_code, c.shipment_number, u.code IS NOT NULL,
       c.code
  FROM canonical.trace_code c
  LEFT JOIN canonical.trace_code u
    ON u.code = c.parent_code AND u.dealer_code = c.dealer_code AND u.shipment_number = c.shipment_number
   AND u.shipped_at = c.shipped_at AND u.code <> c.code AND u.parent_code IS DISTINCT FROM c.code
   AND u.seq <= :watermark AND u.until_seq > :watermark
 WHERE c.seq <= :watermark AND c.until_seq > :watermark
