-- What leaves the hub. A key is stored before the first send; one document has one effect.
CREATE SCHEMA delivery;

CREATE TABLE delivery.outbox (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connector      text NOT NULL,
    kind           text NOT NULL,
    key            text NOT NULL,
    dealer_code    text NOT NULL,
    payload        jsonb NOT NULL,
    run_id         bigint NOT NULL REFERENCES ops.run,
    status         text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'unknown', 'done', 'refused')),
    partner_number text,
    reason         text,
    attempts       int NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL DEFAULT now(),
    ended_at       timestamptz,
    ended_by_run   bigint REFERENCES ops.run,
    UNIQUE (connector, kind, key)
);

CREATE INDEX outbox_open ON delivery.outbox (connector, kind, id) WHERE status IN ('pending', 'unknown');

-- Committed before a request goes out: an attempt without an end means that the outcome is unknown.
CREATE TABLE delivery.attempt (
    outbox_id  bigint NOT NULL REFERENCES delivery.outbox,
    no         int NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at   timestamptz,
    outcome    text,
    reason     text,
    PRIMARY KEY (outbox_id, no)
);

-- What was posted of a settlement. Never changed: taking back is another row with the opposite sign.
CREATE TABLE delivery.posting (
    policy      text NOT NULL,
    dealer_code text NOT NULL,
    period      text NOT NULL,
    no          int NOT NULL,
    amount      numeric NOT NULL CHECK (amount <> 0),
    currency    text NOT NULL,
    outbox_key  text NOT NULL,
    run_id      bigint NOT NULL REFERENCES ops.run,
    posted_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (policy, dealer_code, period, no)
);

CREATE TABLE delivery.file (
    run_id      bigint NOT NULL REFERENCES ops.run,
    dealer_code text NOT NULL,
    kind        text NOT NULL,
    path        text NOT NULL,
    -- Hash of the figures in the file: an unchanged statement is not sent again.
    figures     text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, path)
);

CREATE INDEX file_latest ON delivery.file (dealer_code, kind, run_id DESC);
