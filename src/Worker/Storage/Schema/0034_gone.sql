-- Documents that were closed without a successor: their source does not list them any more (snapshot), or no stored page
-- yields them under the mapping as it was then (replay). seq is the number that closed the last version. One that comes
-- back is added again and stands here all the same: rows are only added.
CREATE TABLE canonical.gone (
    seq       bigint PRIMARY KEY,
    dataset   text NOT NULL,
    source    text NOT NULL,
    key       text NOT NULL,
    reason    text NOT NULL CHECK (reason IN ('snapshot', 'replay')),
    run_id    bigint NOT NULL,
    closed_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX gone_run ON canonical.gone (run_id);
CREATE INDEX gone_document ON canonical.gone (key, dataset, source);

-- Which documents came in a part of a pull of everything, as hashes of their keys: the run holds them against what
-- stands when all its parts have come, and clears them away.
CREATE TABLE ops.seen_key (
    run_id   bigint NOT NULL REFERENCES ops.run,
    chunk_no int NOT NULL,
    round    int NOT NULL,
    slice    int NOT NULL,
    keys     bytea NOT NULL,
    PRIMARY KEY (run_id, chunk_no, round, slice)
);

ALTER TABLE ops.seen_key ALTER keys SET STORAGE EXTERNAL;

-- The last pull that listed all a dataset holds and was held against what stands. Pages that were read before it say
-- nothing any more.
CREATE TABLE ops.snapshot (
    connector     text NOT NULL,
    dataset       text NOT NULL,
    above_reading bigint NOT NULL,
    address       text,
    run_id        bigint NOT NULL REFERENCES ops.run,
    PRIMARY KEY (connector, dataset)
);

ALTER TABLE ops.certificate ADD gone bigint NOT NULL DEFAULT 0;
