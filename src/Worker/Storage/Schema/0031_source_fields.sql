-- The fields that a dataset's records carry, learnt with the first complete pull. What comes or goes later is told by
-- name, and a person accepts it.
CREATE TABLE ops.source_field (
    connector  text NOT NULL,
    dataset    text NOT NULL,
    path       text NOT NULL,
    status     text NOT NULL CHECK (status IN ('known', 'new', 'missing')),
    times      bigint NOT NULL,
    within     bigint NOT NULL,
    missed     bigint NOT NULL DEFAULT 0,
    run_id     bigint NOT NULL REFERENCES ops.run,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (connector, dataset, path)
);

COMMENT ON COLUMN ops.source_field.times IS 'How many of the records looked at carried it.';
COMMENT ON COLUMN ops.source_field.within IS 'How many of the records looked at could have carried it.';
COMMENT ON COLUMN ops.source_field.missed IS 'How many could have carried it since it came last.';
COMMENT ON COLUMN ops.source_field.run_id IS 'The pull that changed the status last.';

-- What the chunks of a running pull have met; judged and cleared away when the pull ends.
CREATE TABLE ops.field_sample (
    run_id   bigint NOT NULL REFERENCES ops.run,
    chunk_no int NOT NULL,
    fields   jsonb NOT NULL,
    PRIMARY KEY (run_id, chunk_no)
);
