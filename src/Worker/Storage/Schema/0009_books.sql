-- What came and went at a dealer in a month, as it reports it (经销商出入库).
CREATE TABLE canonical.stock_movement (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    dealer_code       text NOT NULL,
    period            text NOT NULL
);

CREATE UNIQUE INDEX stock_movement_current ON canonical.stock_movement (key, source)
    WHERE until_seq = 9223372036854775807;
CREATE INDEX stock_movement_dealer ON canonical.stock_movement (dealer_code, period);

CREATE TABLE canonical.stock_movement_line (
    seq               bigint NOT NULL,
    line_no           int NOT NULL,
    position          text NOT NULL,
    product_code      text NOT NULL,
    kind              text NOT NULL,
    entry_date          date NOT NULL,
    quantity          numeric NOT NULL,
    unit              text,
    counterpart_code  text,
    document_number   text,
    PRIMARY KEY (seq, line_no)
);

CREATE INDEX stock_movement_line_counterpart ON canonical.stock_movement_line (counterpart_code, entry_date)
    WHERE counterpart_code IS NOT NULL;
CREATE INDEX stock_place ON canonical.stock (place_code, as_of);

-- A dealer may have several books in a run: one for each currency, or for each product and its unit. In the books of a
-- dealer's ledger there is one, and matches and breaks need not repeat its currency.
UPDATE result.reconciliation SET currency = '' WHERE currency IS NULL;
ALTER TABLE result.reconciliation ALTER COLUMN currency SET NOT NULL;
ALTER TABLE result.reconciliation DROP CONSTRAINT reconciliation_pkey;
ALTER TABLE result.reconciliation ADD PRIMARY KEY (run_id, dealer_code, currency);
ALTER TABLE result.match ADD COLUMN currency text;
ALTER TABLE result.break ADD COLUMN currency text, ADD COLUMN tolerated boolean NOT NULL DEFAULT false,
    ADD COLUMN checks text;
