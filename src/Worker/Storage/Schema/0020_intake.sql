-- Each time a dealer's file came in, and the way it came: the reply goes back the same way. One content may arrive
-- often; it is read once.
CREATE TABLE raw.arrival (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    upload_id       bigint NOT NULL REFERENCES raw.upload,
    way             text NOT NULL CHECK (way IN ('folder', 'sftp', 'mail')),
    -- Where it lay, and what tells it from another that lay there before.
    place           text NOT NULL,
    mark            text NOT NULL,
    part            int NOT NULL,
    file_name       text NOT NULL,
    -- The mail that a reply answers.
    thread          jsonb,
    run_id          bigint NOT NULL REFERENCES ops.run,
    received_at     timestamptz NOT NULL DEFAULT now(),
    -- When it was taken out of the way of the next look.
    cleared_at      timestamptz,
    answered_at     timestamptz,
    answered_by_run bigint REFERENCES ops.run
);

-- Found again before it was cleared away, it is the same arrival. A mail stays the same for good.
CREATE UNIQUE INDEX arrival_once ON raw.arrival (way, place, mark, part)
 WHERE way = 'mail' OR (way = 'sftp' AND cleared_at IS NULL) OR (way = 'folder' AND answered_at IS NULL);

CREATE INDEX arrival_open ON raw.arrival (id) WHERE answered_at IS NULL AND way <> 'folder';

CREATE INDEX arrival_of_upload ON raw.arrival (upload_id);

-- The file of a reply that leaves the hub; its outbox row has the same key and says what became of it.
CREATE TABLE delivery.reply (
    key        text PRIMARY KEY,
    arrival_id bigint NOT NULL REFERENCES raw.arrival,
    file_name  text NOT NULL,
    body       bytea NOT NULL,
    language   text NOT NULL
);
