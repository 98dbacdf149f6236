-- Codes of one partition, and every carton and pallet: they are few and hold codes of all partitions.
SELECT c.code, c.parent_code, c.level, c.product_code, c.dealer_code, c.shipment_number, c.shipped_at
  FROM canonical.trace_code c
 WHERE c.seq <= :watermark AND c.until_seq > :watermark
   AND (c.level <> 'item' OR (hashtext(c.code) & 2147483647) % :partitions = :partition)
