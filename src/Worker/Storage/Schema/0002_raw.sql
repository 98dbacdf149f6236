-- What partners sent, byte for byte, so that a mapping fix replays without asking them again.
CREATE SCHEMA raw;

CREATE TABLE raw.page (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connector   text NOT NULL,
    dataset     text NOT NULL,
    part        text NOT NULL,
    name        text NOT NULL,
    sha256      bytea NOT NULL,
    body_gzip   bytea NOT NULL,
    run_id      bigint NOT NULL REFERENCES ops.run,
    received_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (connector, dataset, part, name, sha256)
);

-- A dealer's file is taken once by its content, whatever its name: first it is stored here, then it is read.
CREATE TABLE raw.upload (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dealer_code text NOT NULL,
    file_name   text NOT NULL,
    sha256      text NOT NULL,
    body        bytea NOT NULL,
    run_id      bigint NOT NULL REFERENCES ops.run,
    period      text,
    dataset     text,
    verdict     text NOT NULL DEFAULT 'taken',
    reason      text,
    rows_in     bigint NOT NULL DEFAULT 0,
    rejected    bigint NOT NULL DEFAULT 0,
    reply_path  text,
    received_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (dealer_code, sha256)
);
