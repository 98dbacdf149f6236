-- Everything that signals look at, over the goods and scans that are there: positions and devices on the scans, buyers
-- who travel, items taken out of their carton, sold, sent back, moved between dealers and destroyed, events declared
-- wrong. One in a hundred of each.
UPDATE canonical.scan SET device = 'gun ' || right(event_id, 5)
 WHERE event_id ~ '[02468]$';
UPDATE canonical.scan SET actor = 'consumer', latitude = 30 + right(event_id, 2)::int / 10.0, longitude = 110
 WHERE event_id ~ '[0-9]{2}[37]$';

INSERT INTO canonical.trace_event (seq, key, source, content_hash, run_id, event_id, step, happened_at, parent_code, codes,
    from_dealer, to_dealer, document, area_code)
SELECT 40000000 + n, 'U' || n || '|', 'bench', md5('u' || n)::uuid, 1, 'U' || n,
       (ARRAY['sell', 'return', 'transfer', 'destroy', 'unpack'])[1 + n % 5],
       TIMESTAMPTZ '2026-10-02 00:00:00+00' + n % 30000 * interval '1 minute',
       CASE WHEN n % 5 = 4 THEN 'C' || 800000000000 + c.no / 25 END, 'I' || 800000000000 + c.no,
       CASE WHEN n % 5 < 3 THEN 'D' || c.no / 1000 % :dealers END,
       CASE WHEN n % 5 = 2 THEN 'D' || (1 + c.no / 1000) % :dealers END, 'DOC' || n,
       CASE WHEN n % 5 = 0 THEN (SELECT code FROM bench.area WHERE no = n % :dealers) END
  FROM generate_series(0::bigint, :codes / 1000 - 1) n
 CROSS JOIN LATERAL (SELECT n * 48271 * 7 % :codes AS no) c;

INSERT INTO canonical.trace_event (seq, key, source, content_hash, run_id, event_id, declaration, step, happened_at,
    parent_code, codes)
SELECT 50000000 + n, event_id || '|error', 'bench', md5('w' || n)::uuid, 1, event_id, 'error', step, happened_at, parent_code,
       codes
  FROM (SELECT e.*, row_number() OVER (ORDER BY seq) AS n FROM canonical.trace_event e
         WHERE step = 'pack' AND seq % 1000 = 7) e;
ANALYZE;
