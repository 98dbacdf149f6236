-- Reconciliation of large months: what is read by dealer and day, and what is looked up by number.
DROP INDEX canonical.invoice_dealer;
CREATE INDEX invoice_dealer ON canonical.invoice (dealer_code, invoice_date);
DROP INDEX canonical.payment_dealer;
CREATE INDEX payment_dealer ON canonical.payment (dealer_code, payment_date);
CREATE INDEX invoice_number ON canonical.invoice (number);
CREATE INDEX sales_order_number ON canonical.sales_order (number);
CREATE INDEX shipment_number ON canonical.shipment (number);
CREATE INDEX product_code ON canonical.product (code);
CREATE INDEX ledger_line_reference ON canonical.ledger_line (reference) WHERE reference IS NOT NULL;

-- What a dealer may deduct once it is granted: market expenses, deposits, rebates of another system (可抵扣款项).
CREATE TABLE canonical.claim (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    number            text NOT NULL,
    dealer_code       text NOT NULL,
    kind              text NOT NULL,
    granted_on        date NOT NULL,
    amount            numeric NOT NULL,
    currency          text NOT NULL,
    text              text
);

CREATE UNIQUE INDEX claim_current ON canonical.claim (key, source) WHERE until_seq = 9223372036854775807;
CREATE INDEX claim_dealer ON canonical.claim (dealer_code);

-- The rules stand once on the dealer's result; the arithmetic of one line against an equal one follows from the row.
ALTER TABLE result.reconciliation ADD COLUMN rule_code text, ADD COLUMN rule_version int,
    ADD COLUMN carried_from text, ADD COLUMN carried_run bigint;
CREATE INDEX reconciliation_dealer ON result.reconciliation (dealer_code, period, run_id);

ALTER TABLE result.match DROP CONSTRAINT match_pkey;
ALTER TABLE result.match DROP COLUMN rule_version;
ALTER TABLE result.match ALTER COLUMN arithmetic DROP NOT NULL;
CREATE INDEX match_dealer ON result.match (run_id, dealer_code);

ALTER TABLE result.break
    ADD COLUMN item text, ADD COLUMN our_correction boolean NOT NULL DEFAULT false, ADD COLUMN carried_from text,
    ADD COLUMN may_be_written_off boolean NOT NULL DEFAULT false, ADD COLUMN nearest text, ADD COLUMN account text;
UPDATE result.break SET item = coalesce(our_id, '') || '|' || coalesce(their_id, '');
ALTER TABLE result.break ALTER COLUMN item SET NOT NULL;

-- What the next period carries forward.
CREATE TABLE result.open_item (
    run_id      bigint NOT NULL,
    dealer_code text NOT NULL,
    side        text NOT NULL CHECK (side IN ('ours', 'theirs')),
    id          text NOT NULL,
    kind        text NOT NULL,
    reference   text NOT NULL,
    entry_date  date NOT NULL,
    amount      numeric NOT NULL,
    currency    text NOT NULL,
    text        text,
    -- For the rest between two lines: what explains it until it is corrected.
    cause       text,
    evidence    text,
    documents   text,
    our_correction boolean NOT NULL DEFAULT false
);

CREATE INDEX open_item_dealer ON result.open_item (run_id, dealer_code);

-- Lines that a person has to decide on.
CREATE TABLE result.proposal (
    run_id      bigint NOT NULL,
    dealer_code text NOT NULL,
    step        text NOT NULL,
    our_ids     text NOT NULL,
    their_ids   text NOT NULL,
    reason      text NOT NULL
);

CREATE INDEX proposal_dealer ON result.proposal (run_id, dealer_code);
