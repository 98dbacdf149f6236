-- The run ledger: Hangfire wakes, these tables decide.
CREATE SCHEMA ops;

CREATE TABLE ops.run (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pipeline     text NOT NULL,
    scope        text NOT NULL,
    period       text CHECK (period ~ '^\d{4}-\d{2}$'),
    parameters   jsonb NOT NULL DEFAULT '{}',
    parent_id    bigint REFERENCES ops.run,
    step         int,
    status       text NOT NULL DEFAULT 'queued'
        CHECK (status IN ('queued', 'running', 'succeeded', 'incomplete', 'failed')),
    watermark    bigint,
    input_hash   text,
    rules_hash   text,
    code_version text NOT NULL,
    chunks       int,
    remaining    int,
    counts       jsonb NOT NULL DEFAULT '{}',
    note         text,
    error_kind   text,
    error        text,
    asked_by     text NOT NULL,
    superseded_by bigint REFERENCES ops.run,
    enqueued_at  timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    started_at   timestamptz,
    ended_at     timestamptz
);

-- A parent's step runs once, whatever happens to the process that opens it.
CREATE UNIQUE INDEX run_step ON ops.run (parent_id, step) WHERE parent_id IS NOT NULL;
CREATE INDEX run_open ON ops.run (id) WHERE status IN ('queued', 'running');
CREATE INDEX run_latest ON ops.run (pipeline, scope, period, id DESC);

CREATE SEQUENCE ops.chunk_token;

CREATE TABLE ops.run_chunk (
    run_id      bigint NOT NULL REFERENCES ops.run,
    no          int NOT NULL,
    content     jsonb NOT NULL,
    status      text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done')),
    token       bigint,
    lease_until timestamptz,
    claimed_by  text,
    attempts    int NOT NULL DEFAULT 0,
    checkpoint  text,
    rows_in     bigint NOT NULL DEFAULT 0,
    rejected    bigint NOT NULL DEFAULT 0,
    counts      jsonb NOT NULL DEFAULT '{}',
    error       text,
    started_at  timestamptz,
    ended_at    timestamptz,
    PRIMARY KEY (run_id, no)
);

CREATE INDEX run_chunk_open ON ops.run_chunk (run_id, no) WHERE status = 'open';

CREATE TABLE ops.certificate (
    run_id       bigint PRIMARY KEY REFERENCES ops.run,
    connector    text NOT NULL,
    dataset      text NOT NULL,
    complete     boolean NOT NULL,
    source_total bigint,
    tally        jsonb NOT NULL,
    remarks      text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE ops.rejected_row (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id   bigint NOT NULL REFERENCES ops.run,
    chunk_no int NOT NULL,
    dataset  text NOT NULL,
    key      text,
    file     text NOT NULL,
    sheet    text,
    row_no   bigint,
    col      text,
    value    text,
    code     text NOT NULL,
    message  text NOT NULL,
    remedy   text NOT NULL
);

CREATE INDEX rejected_row_run ON ops.rejected_row (run_id, id);

-- A recurring schedule that somebody stopped, and why.
CREATE TABLE ops.schedule_pause (
    name       text PRIMARY KEY,
    reason     text NOT NULL CHECK (length(trim(reason)) > 0),
    paused_by  text NOT NULL,
    paused_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE ops.dashboard_user (
    name          text PRIMARY KEY,
    role          text NOT NULL CHECK (role IN ('it', 'viewer')),
    password_hash text NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);

-- Written before an action is carried out; never changed.
CREATE TABLE ops.audit (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor   text NOT NULL,
    action  text NOT NULL,
    subject text NOT NULL,
    detail  text
);
