-- Products with what a policy may select them by.
SELECT DISTINCT ON (code) code, category, brand FROM canonical.product
 WHERE seq <= :watermark AND until_seq > :watermark ORDER BY code, seq DESC
