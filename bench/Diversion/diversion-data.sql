-- Items in cartons of twelve, each shipped to a dealer that sells in one province. Of a thousand scans twenty are made
-- by shops in another province and ten are of codes that nobody knows.
INSERT INTO canonical.dealer (seq, key, source, content_hash, run_id, code, name, currency, territory)
SELECT d, 'D' || d, 'bench', md5('d' || d)::uuid, 1, 'D' || d, '经销商 ' || d, 'CNY', (11 + d % 40) || '0000'
  FROM generate_series(1, :dealers) d;

INSERT INTO canonical.trace_code (seq, key, source, content_hash, run_id, code, parent_code, level, product_code, dealer_code,
    shipment_number, shipped_at)
SELECT 10000000 + g, 'I' || 800000000000 + g, 'bench', md5('c' || g)::uuid, 1, 'I' || 800000000000 + g,
       'C' || 800000000000 + g / 12, 'item', 'P' || 1 + g / 12 % 500, 'D' || 1 + g / 12 % :dealers, (g / 1000)::text,
       TIMESTAMPTZ '2026-10-01 00:00:00+00' + g % 600 * interval '1 minute'
  FROM generate_series(0::bigint, :codes - 1) g;

INSERT INTO canonical.trace_code (seq, key, source, content_hash, run_id, code, level, product_code, dealer_code,
    shipment_number, shipped_at)
SELECT 200000000 + g, 'C' || 800000000000 + g, 'bench', md5('b' || g)::uuid, 1, 'C' || 800000000000 + g, 'carton',
       'P' || 1 + g % 500, 'D' || 1 + g % :dealers, (g / 84)::text, TIMESTAMPTZ '2026-10-01 00:00:00+00'
  FROM generate_series(0::bigint, :codes / 12) g;

INSERT INTO canonical.scan (seq, key, source, content_hash, run_id, event_id, code, scanned_at, area_code, actor, place)
SELECT 300000000 + g, 'E' || g, 'bench', md5('e' || g)::uuid, 1, 'E' || g,
       CASE WHEN g % 1000 < 10 THEN 'X' || g ELSE 'I' || 800000000000 + c.no END,
       TIMESTAMPTZ '2026-10-03 00:00:00+00' + g % 38000 * interval '1 minute',
       (11 + (1 + c.no / 12 % :dealers + CASE WHEN g % 1000 BETWEEN 10 AND 29 THEN 7 ELSE 0 END) % 40) || '0102',
       'outlet', 'shop ' || g % 700
  FROM generate_series(0::bigint, :scans - 1) g
 CROSS JOIN LATERAL (SELECT g * 48271 % :codes AS no) c;

SELECT setval('canonical.version_seq', 400000000);
ANALYZE;

CREATE TABLE bench.sql_verdict (
    event_id text NOT NULL, code text NOT NULL, verdict text NOT NULL, dealer_code text, product_code text,
    area_code text NOT NULL, scanned_at timestamptz NOT NULL, actor text NOT NULL, place text);
