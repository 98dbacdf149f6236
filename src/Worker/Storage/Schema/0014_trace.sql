-- Scans are judged code by code, so they lie apart by the code's hash: a worker reads its share and nothing else. The
-- name of a partition ends in its number.
ALTER TABLE canonical.scan RENAME TO scan_flat;
ALTER INDEX canonical.scan_current RENAME TO scan_flat_current;
CREATE TABLE canonical.scan (
    seq               bigint NOT NULL DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    event_id          text NOT NULL,
    code              text NOT NULL,
    declaration       text CHECK (declaration = 'error'),
    scanned_at        timestamptz NOT NULL,
    area_code         text NOT NULL,
    actor             text NOT NULL,
    place             text,
    device            text,
    latitude          numeric,
    longitude         numeric,
    origin            text
) PARTITION BY HASH (code);

DO $$
BEGIN
    FOR part IN 0..31 LOOP
        EXECUTE format('CREATE TABLE canonical.scan_%s PARTITION OF canonical.scan '
            'FOR VALUES WITH (MODULUS 32, REMAINDER %s)', part, part);
    END LOOP;
END $$;

INSERT INTO canonical.scan (seq, until_seq, key, source, content_hash, run_id, event_id, code, scanned_at, area_code, actor,
       place, device)
SELECT seq, until_seq, event_id || '|' || code || '|', source, content_hash, run_id, event_id, code, scanned_at, area_code,
       actor, place, device
  FROM canonical.scan_flat ORDER BY seq;

DROP TABLE canonical.scan_flat;

CREATE UNIQUE INDEX scan_current ON canonical.scan (key, source, code) WHERE until_seq = 9223372036854775807;
CREATE INDEX scan_time ON canonical.scan USING brin (scanned_at);

-- Codes of an event stand in one value: fifty million items in two million cartons are two million rows.
CREATE TABLE canonical.trace_event (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    event_id          text NOT NULL,
    declaration       text CHECK (declaration = 'error'),
    step              text NOT NULL CHECK (step IN ('commission', 'pack', 'unpack', 'ship', 'receive', 'return', 'transfer',
                                                    'sell', 'destroy')),
    happened_at       timestamptz NOT NULL,
    offset_minutes    bigint,
    parent_code       text,
    codes             text,
    product_code      text,
    from_dealer       text,
    to_dealer         text,
    document          text,
    area_code         text,
    corrected_by      text,
    origin            text
);

CREATE UNIQUE INDEX trace_event_current ON canonical.trace_event (key, source) WHERE until_seq = 9223372036854775807;
CREATE INDEX trace_event_parent ON canonical.trace_event (parent_code) WHERE parent_code IS NOT NULL;

CREATE TABLE canonical.territory (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    dealer_code       text NOT NULL,
    contract          text NOT NULL,
    kind              text NOT NULL CHECK (kind IN ('own', 'shared', 'excepted', 'permission')),
    area_code         text NOT NULL,
    product_code      text,
    valid_from        date NOT NULL,
    valid_to          date
);

CREATE UNIQUE INDEX territory_current ON canonical.territory (key, source) WHERE until_seq = 9223372036854775807;
