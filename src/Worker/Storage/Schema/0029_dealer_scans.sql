-- What dealers say to have scanned in and out (经销商扫码清单). Their word alone moves no goods: of a row only what everybody
-- else's records bear out becomes an event in canonical.trace_event.
CREATE TABLE canonical.dealer_scan (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    dealer_code       text NOT NULL,
    code              text NOT NULL,
    direction         text NOT NULL CHECK (direction IN ('in', 'out')),
    scanned_at        timestamptz NOT NULL,
    product_code      text,
    counterpart       text,
    document_number   text,
    standing          text CHECK (standing IN ('held', 'other-time', 'supplier', 'elsewhere', 'unknown'))
);

CREATE UNIQUE INDEX dealer_scan_current ON canonical.dealer_scan (key, source) WHERE until_seq = 9223372036854775807;
CREATE INDEX dealer_scan_code ON canonical.dealer_scan (code);
