-- What pipelines found out, stamped with their run. Latest means: run not superseded.
CREATE SCHEMA result;

CREATE TABLE result.order_answer (
    run_id       bigint NOT NULL REFERENCES ops.run,
    dealer_code  text NOT NULL,
    order_number text NOT NULL,
    order_seq    bigint NOT NULL,
    accepted     boolean NOT NULL,
    reason       text,
    message      text,
    remedy       text,
    outbox_key   text,
    PRIMARY KEY (dealer_code, order_number, order_seq)
);

CREATE TABLE result.order_answer_line (
    order_seq    bigint NOT NULL,
    position     text NOT NULL,
    product_code text NOT NULL,
    quantity     numeric NOT NULL,
    unit_price   numeric,
    accepted     boolean NOT NULL,
    reason       text,
    message      text,
    remedy       text,
    warehouses   text,
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
    rule_version text NOT NULL,
    our_ids      text NOT NULL,
    their_ids    text NOT NULL,
    our_amount   numeric NOT NULL,
    their_amount numeric NOT NULL,
    score        numeric NOT NULL,
    arithmetic   text NOT NULL,
    PRIMARY KEY (run_id, dealer_code, no)
);

CREATE TABLE result.break (
    run_id          bigint NOT NULL,
    dealer_code     text NOT NULL,
    no              int NOT NULL,
    kind            text NOT NULL,
    cause           text,
    amount          numeric NOT NULL,
    reference       text,
    our_id          text,
    their_id        text,
    our_amount      numeric,
    their_amount    numeric,
    evidence        text,
    PRIMARY KEY (run_id, dealer_code, no)
);

CREATE TABLE result.rebate (
    run_id        bigint NOT NULL REFERENCES ops.run,
    policy        text NOT NULL,
    version       text NOT NULL,
    dealer_code   text NOT NULL,
    period        text NOT NULL,
    currency      text NOT NULL,
    basis         numeric NOT NULL,
    tier          text,
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
    basis           numeric NOT NULL,
    share           numeric NOT NULL
);

CREATE INDEX rebate_line_run ON result.rebate_line (run_id, policy, dealer_code);

CREATE TABLE result.scan_verdict (
    run_id       bigint NOT NULL REFERENCES ops.run,
    event_id     text NOT NULL,
    code         text NOT NULL,
    verdict      text NOT NULL,
    dealer_code  text,
    product_code text,
    area_code    text NOT NULL,
    scanned_at   timestamptz NOT NULL,
    shipped_at   timestamptz,
    actor        text NOT NULL,
    evidence     text NOT NULL
);

CREATE INDEX scan_verdict_run ON result.scan_verdict (run_id, dealer_code, product_code, area_code);

CREATE TABLE result.diversion_case (
    run_id       bigint NOT NULL REFERENCES ops.run,
    number       text NOT NULL,
    dealer_code  text NOT NULL,
    product_code text NOT NULL,
    area_code    text NOT NULL,
    period       text NOT NULL,
    scans        int NOT NULL,
    codes        text[] NOT NULL,
    shipped      bigint NOT NULL,
    severity     text NOT NULL,
    arithmetic   text NOT NULL,
    PRIMARY KEY (run_id, number)
);
