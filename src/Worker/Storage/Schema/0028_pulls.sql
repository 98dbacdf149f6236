-- How far each dataset was pulled without a gap. It moves only with a complete pull that connects to it.
CREATE TABLE ops.pull_reach (
    connector  text NOT NULL,
    dataset    text NOT NULL,
    reached_at timestamptz NOT NULL,
    run_id     bigint NOT NULL REFERENCES ops.run,
    PRIMARY KEY (connector, dataset)
);

-- The window a certificate speaks of; both absent: everything the partner holds.
ALTER TABLE ops.certificate ADD from_at timestamptz, ADD to_at timestamptz;

-- Which pages a run has read, in their order. A page that comes again unchanged is stored once and read twice: only
-- this order tells which of two contents is the newer one.
CREATE TABLE raw.page_read (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id   bigint NOT NULL REFERENCES ops.run,
    chunk_no int NOT NULL,
    pass     int NOT NULL,
    page_id  bigint NOT NULL REFERENCES raw.page,
    read_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX page_read_run ON raw.page_read (run_id, chunk_no);
CREATE INDEX page_read_page ON raw.page_read (page_id);

INSERT INTO raw.page_read (run_id, chunk_no, pass, page_id, read_at)
SELECT run_id, 0, 0, id, received_at FROM raw.page ORDER BY id;
