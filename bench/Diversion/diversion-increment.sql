-- A day: one in a hundred of the cartons again, on pallets of their own that were shipped.
INSERT INTO canonical.trace_event (seq, key, source, content_hash, run_id, event_id, step, happened_at, parent_code, codes,
    product_code)
SELECT 500000000 + c, 'NP' || c || '|', 'bench', md5('np' || c)::uuid, 1, 'NP' || c, 'pack',
       TIMESTAMPTZ '2026-10-01 00:00:00+00', 'C' || 900000000000 + c,
       (SELECT string_agg('I' || 900000000000 + c * 25 + i, ' ') FROM generate_series(0, 24) i), 'P1'
  FROM generate_series(0::bigint, :codes / 2500 - 1) c;
INSERT INTO canonical.trace_event (seq, key, source, content_hash, run_id, event_id, step, happened_at, parent_code, codes)
SELECT 600000000 + p, 'NQ' || p || '|', 'bench', md5('nq' || p)::uuid, 1, 'NQ' || p, 'pack',
       TIMESTAMPTZ '2026-10-01 01:00:00+00', 'L' || 900000000000 + p,
       (SELECT string_agg('C' || 900000000000 + p * 40 + i, ' ') FROM generate_series(0, 39) i)
  FROM generate_series(0::bigint, :codes / 100000 - 1) p;
INSERT INTO canonical.trace_event (seq, key, source, content_hash, run_id, event_id, step, happened_at, codes, to_dealer,
    document)
SELECT 700000000 + p, 'NS' || p || '|', 'bench', md5('ns' || p)::uuid, 1, 'NS' || p, 'ship',
       TIMESTAMPTZ '2026-10-01 02:00:00+00', 'L' || 900000000000 + p, 'D' || p, 'OUTN' || p
  FROM generate_series(0::bigint, :codes / 100000 - 1) p;
SELECT setval('canonical.version_seq', 800000000);
