-- The life of a period, and what people decided about lines of both books. Both tables only grow: a mistake is taken
-- back by another row, so that last month's figures can always be told with the reasons of last month.

-- The last event is the state; without any the period is open. The watermark is what the state was decided on.
CREATE TABLE ops.period_event (
    period    text NOT NULL CHECK (period ~ '^\d{4}-\d{2}$'),
    no        int NOT NULL CHECK (no >= 1),
    state     text NOT NULL CHECK (state IN ('open', 'reconciling', 'agreed', 'closed')),
    actor     text NOT NULL,
    reason    text,
    watermark bigint,
    evidence  jsonb NOT NULL DEFAULT '{}',
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (period, no),
    CHECK (state <> 'closed' OR watermark IS NOT NULL),
    -- Somebody who opens a period again says why; before its first event it is open without a row.
    CHECK (state <> 'open' OR length(trim(reason)) > 0)
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ops.period_event
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();

-- seq is of the one sequence of canonical versions: a run's watermark says which decisions it saw.
CREATE TABLE canonical.decision (
    seq          bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    dealer_code  text NOT NULL,
    period       text NOT NULL CHECK (period ~ '^\d{4}-\d{2}$'),
    kind         text NOT NULL CHECK (kind IN ('Match', 'KeepApart', 'WriteOff', 'Withdraw')),
    our_ids      text[] NOT NULL,
    their_ids    text[] NOT NULL,
    our_amount   numeric NOT NULL,
    their_amount numeric NOT NULL,
    account      text CHECK ((account IS NOT NULL) = (kind = 'WriteOff')),
    reason       text NOT NULL CHECK (length(trim(reason)) > 0),
    decided_by   text NOT NULL,
    decided_on   date NOT NULL,
    -- A decision is taken back once.
    withdraws    bigint UNIQUE REFERENCES canonical.decision CHECK ((withdraws IS NOT NULL) = (kind = 'Withdraw')),
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (kind = 'Withdraw' OR cardinality(our_ids) + cardinality(their_ids) > 0)
);

CREATE INDEX decision_dealer ON canonical.decision (dealer_code, seq);
CREATE INDEX decision_period ON canonical.decision (period, seq);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON canonical.decision
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();

-- Which documents changed after a watermark: new versions are found by seq, replaced ones by these.
CREATE INDEX invoice_replaced ON canonical.invoice (until_seq) WHERE until_seq < 9223372036854775807;
CREATE INDEX payment_replaced ON canonical.payment (until_seq) WHERE until_seq < 9223372036854775807;
CREATE INDEX ledger_replaced ON canonical.ledger (until_seq) WHERE until_seq < 9223372036854775807;

CREATE INDEX outbox_not_done ON delivery.outbox (run_id) WHERE status <> 'done';
CREATE INDEX upload_refused ON raw.upload (period, dealer_code) WHERE verdict = 'Refused';

ALTER TABLE ops.dashboard_user DROP CONSTRAINT dashboard_user_role_check;
ALTER TABLE ops.dashboard_user ADD CONSTRAINT dashboard_user_role_check
    CHECK (role IN ('it', 'finance', 'viewer'));
