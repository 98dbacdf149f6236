-- Who had which goods at any time (货权). The hub keeps an index of all codes as a file beside it; this is the identity
-- of the data the file is of, and the seed of its hash.
CREATE TABLE canonical.code_book (
    one  boolean PRIMARY KEY DEFAULT true CHECK (one),
    id   uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO canonical.code_book DEFAULT VALUES;

-- What ended or was declared wrong is little, and a daily increment looks for nothing else.
CREATE INDEX trace_event_ended ON canonical.trace_event (until_seq) WHERE until_seq <> 9223372036854775807;
CREATE INDEX trace_event_ended_id ON canonical.trace_event (event_id) WHERE until_seq <> 9223372036854775807;
CREATE INDEX trace_code_ended ON canonical.trace_code (until_seq) WHERE until_seq <> 9223372036854775807;
CREATE INDEX trace_code_ended_key ON canonical.trace_code (key) WHERE until_seq <> 9223372036854775807;
CREATE INDEX trace_code_parent ON canonical.trace_code (parent_code) WHERE parent_code IS NOT NULL;

-- Faults in the events of codes as a run met them: it goes on, and somebody corrects the data (追溯异常).
CREATE TABLE result.custody_problem (
    run_id     bigint NOT NULL REFERENCES ops.run,
    code       text NOT NULL,
    fault      text NOT NULL,
    event_ids  text[] NOT NULL,
    origin     text,
    message    text NOT NULL,
    remedy     text NOT NULL
);

CREATE INDEX custody_problem_run ON result.custody_problem (run_id, code);
