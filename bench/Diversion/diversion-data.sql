-- Items in cartons of 25, cartons on pallets of 40, each pallet shipped to a dealer that sells in a county or two. Of a
-- thousand scans twenty are made by shops in another dealer's county and ten are of codes that nobody knows.
INSERT INTO canonical.dealer (seq, key, source, content_hash, run_id, code, name, currency)
SELECT d, 'D' || d, 'bench', md5('d' || d)::uuid, 1, 'D' || d, '经销商 ' || d, 'CNY'
  FROM generate_series(0, :dealers - 1) d;

INSERT INTO canonical.territory (seq, key, source, content_hash, run_id, dealer_code, contract, kind, area_code, valid_from)
SELECT 100000 + a.no, 'T' || a.no, 'bench', md5('t' || a.no)::uuid, 1, 'D' || a.no % :dealers, 'T' || a.no, 'own', a.code,
       DATE '2026-01-01'
  FROM bench.area a;

INSERT INTO canonical.trace_event (seq, key, source, content_hash, run_id, event_id, step, happened_at, parent_code, codes,
    product_code)
SELECT 10000000 + c, 'P' || c || '|', 'bench', md5('p' || c)::uuid, 1, 'P' || c, 'pack',
       TIMESTAMPTZ '2026-09-01 00:00:00+00' + c % 20000 * interval '1 minute', 'C' || 800000000000 + c,
       (SELECT string_agg('I' || 800000000000 + c * 25 + i, ' ') FROM generate_series(0, 24) i), 'P' || 1 + c % 500
  FROM generate_series(0::bigint, :codes / 25 - 1) c;

INSERT INTO canonical.trace_event (seq, key, source, content_hash, run_id, event_id, step, happened_at, parent_code, codes)
SELECT 20000000 + p, 'Q' || p || '|', 'bench', md5('q' || p)::uuid, 1, 'Q' || p, 'pack', TIMESTAMPTZ '2026-09-20 00:00:00+00',
       'L' || 800000000000 + p, (SELECT string_agg('C' || 800000000000 + p * 40 + i, ' ') FROM generate_series(0, 39) i)
  FROM generate_series(0::bigint, :codes / 1000 - 1) p;

INSERT INTO canonical.trace_event (seq, key, source, content_hash, run_id, event_id, step, happened_at, codes, to_dealer,
    document)
SELECT 30000000 + p, 'S' || p || '|', 'bench', md5('s' || p)::uuid, 1, 'S' || p, 'ship',
       TIMESTAMPTZ '2026-09-21 00:00:00+00' + p % 9000 * interval '1 minute', 'L' || 800000000000 + p, 'D' || p % :dealers,
       'OUT' || p / 10
  FROM generate_series(0::bigint, :codes / 1000 - 1) p;

INSERT INTO canonical.scan (seq, key, source, content_hash, run_id, event_id, code, scanned_at, area_code, actor, place)
SELECT 300000000 + g, 'E' || g || '|' || g || '|', 'bench', md5('e' || g)::uuid, 1, 'E' || g,
       CASE WHEN g % 1000 < 10 THEN 'X' || g ELSE 'I' || 800000000000 + c.no END,
       TIMESTAMPTZ '2026-10-03 00:00:00+00' + g % 38000 * interval '1 minute', a.code, 'outlet', 'shop ' || g % 70000
  FROM generate_series(0::bigint, :scans - 1) g
 CROSS JOIN LATERAL (SELECT g * 48271 % :codes AS no) c
  JOIN bench.area a
    ON a.no = (c.no / 1000 % :dealers + CASE WHEN g % 1000 BETWEEN 10 AND 29 THEN 7 ELSE 0 END) % :dealers;

SELECT setval('canonical.version_seq', 400000000);

-- What a user would keep instead: where each code lies, and who was sent which pallet.
CREATE UNLOGGED TABLE bench.code AS
SELECT 'I' || 800000000000 + g AS code, 'C' || 800000000000 + g / 25 AS carton
  FROM generate_series(0::bigint, :codes - 1) g;
CREATE UNLOGGED TABLE bench.carton AS
SELECT 'C' || 800000000000 + c AS code, 'L' || 800000000000 + c / 40 AS pallet, 'P' || 1 + c % 500 AS product
  FROM generate_series(0::bigint, :codes / 25 - 1) c;
CREATE UNLOGGED TABLE bench.pallet AS
SELECT codes AS code, to_dealer AS dealer, happened_at AS shipped_at FROM canonical.trace_event WHERE step = 'ship';
ANALYZE;

CREATE TABLE bench.sql_verdict (
    event_id text NOT NULL, code text NOT NULL, verdict text NOT NULL, dealer_code text, product_code text,
    area_code text NOT NULL, scanned_at timestamptz NOT NULL, actor text NOT NULL, place text);
