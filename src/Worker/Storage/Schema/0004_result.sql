-- What pipelines found out, stamped with their run. Latest means: run not superseded.
CREATE SCHEMA result;

CREATE TABLE result.order_answer (
    order_seq    bigint PRIMARY KEY,
    run_id       bigint NOT NULL REFERENCES ops.run,
    dealer_code  text NOT NULL,
    order_number text NOT NULL,
    accepted     boolean NOT NULL,
    net_amount   numeric NOT NULL,
    gross_amount numeric NOT NULL,
    reason       text,
    message      text,
    remedy       text,
    arithmetic   text,
    rule_version int NOT NULL,
    outbox_key   text
);

CREATE INDEX order_answer_order ON result.order_answer (dealer_code, order_number);

-- split: how much of the line comes from which warehouse, {"WH1": 10}.
CREATE TABLE result.order_answer_line (
    order_seq    bigint NOT NULL,
    position     text NOT NULL,
    product_code text NOT NULL,
    quantity     numeric NOT NULL,
    asked_price  numeric,
    unit         text,
    accepted     boolean NOT NULL,
    unit_price   numeric,
    net_amount   numeric NOT NULL,
    split        jsonb NOT NULL,
    reason       text,
    message      text,
    remedy       text,
    arithmetic   text,
    PRIMARY KEY (order_seq, position)
);

CREATE TABLE result.reconciliation (
    run_id        bigint NOT NULL REFERENCES ops.run,
    dealer_code   text NOT NULL,
    period        text NOT NULL,
    currency      text,
    status        text NOT NULL CHECK (status IN ('green', 'open', 'incomplete')),
    our_opening   numeric,
    our_closing   numeric,
    their_opening numeric,
    their_closing numeric,
    difference    numeric,
    explained     numeric,
    residual      numeric,
    matched       numeric NOT NULL DEFAULT 0,
    matches       int NOT NULL DEFAULT 0,
    note          text,
    PRIMARY KEY (run_id, dealer_code)
);

CREATE TABLE result.match (
    run_id       bigint NOT NULL,
    dealer_code  text NOT NULL,
    no           int NOT NULL,
    step         text NOT NULL,
    rule_version int NOT NULL,
    score        numeric NOT NULL,
    our_ids      text NOT NULL,
    their_ids    text NOT NULL,
    our_amount   numeric NOT NULL,
    their_amount numeric NOT NULL,
    arithmetic   text NOT NULL,
    PRIMARY KEY (run_id, dealer_code, no)
);

-- amount: theirs minus ours; effect: what it adds to the closing difference (0 when the other month's opening has it).
CREATE TABLE result.break (
    run_id       bigint NOT NULL,
    dealer_code  text NOT NULL,
    no           int NOT NULL,
    kind         text NOT NULL,
    cause        text,
    reference    text NOT NULL,
    our_id       text,
    their_id     text,
    amount       numeric NOT NULL,
    effect       numeric NOT NULL,
    arithmetic   text NOT NULL,
    evidence     text,
    documents    text NOT NULL,
    our_period   text,
    their_period text,
    PRIMARY KEY (run_id, dealer_code, no)
);

CREATE TABLE result.rebate (
    run_id        bigint NOT NULL REFERENCES ops.run,
    policy        text NOT NULL,
    version       int NOT NULL,
    dealer_code   text NOT NULL,
    period        text NOT NULL,
    currency      text NOT NULL,
    basis         numeric NOT NULL,
    tier          int,
    earned        numeric NOT NULL,
    posted_before numeric NOT NULL,
    payable       numeric NOT NULL,
    arithmetic    text NOT NULL,
    PRIMARY KEY (run_id, policy, dealer_code)
);

CREATE TABLE result.rebate_line (
    run_id          bigint NOT NULL,
    policy          text NOT NULL,
    dealer_code     text NOT NULL,
    document_number text NOT NULL,
    position        text NOT NULL,
    entry_date      date NOT NULL,
    product_code    text NOT NULL,
    contribution    numeric NOT NULL,
    share           numeric NOT NULL
);

CREATE INDEX rebate_line_run ON result.rebate_line (run_id, dealer_code, policy);

-- Only scans that are not clean; the clean ones are counted.
CREATE TABLE result.scan_verdict (
    run_id          bigint NOT NULL REFERENCES ops.run,
    event_id        text NOT NULL,
    code            text NOT NULL,
    verdict         text NOT NULL,
    decided_by      text NOT NULL,
    dealer_code     text,
    product_code    text,
    shipment_number text,
    shipped_at      timestamptz,
    area_code       text NOT NULL,
    scanned_at      timestamptz NOT NULL,
    actor           text NOT NULL,
    place           text,
    device          text,
    evidence        text NOT NULL
);

CREATE INDEX scan_verdict_run ON result.scan_verdict (run_id, dealer_code, product_code);

-- standing: a case accuses, an observation only watches.
CREATE TABLE result.diversion_case (
    run_id       bigint NOT NULL REFERENCES ops.run,
    number       text NOT NULL,
    standing     text NOT NULL CHECK (standing IN ('case', 'observation')),
    dealer_code  text NOT NULL,
    product_code text NOT NULL,
    area_code    text NOT NULL,
    period       text NOT NULL,
    codes        int NOT NULL,
    shipped      bigint,
    share        numeric,
    spots        int NOT NULL,
    severity     text NOT NULL,
    first_scan   timestamptz NOT NULL,
    last_scan    timestamptz NOT NULL,
    event_ids    text[] NOT NULL,
    evidence     text NOT NULL,
    rule_version int NOT NULL,
    PRIMARY KEY (run_id, number)
);
