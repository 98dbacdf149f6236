-- Every event that was taken, whatever became of it: its GS1 id and whether it declares an error are its natural key, so
-- that the same event in another file or syntax is one. What the sender calls it is kept beside.
CREATE TABLE raw.event (
    event_id       text NOT NULL,
    declares_error boolean NOT NULL,
    -- Hash without the time zone offset: two events of one content were perhaps one, told twice.
    content_id     text NOT NULL,
    sender_id      text,
    outcome        text NOT NULL CHECK (outcome IN ('Traced', 'Scanned', 'NotCustody')),
    reason         text,
    upload_id      bigint NOT NULL REFERENCES raw.upload,
    place          text NOT NULL,
    run_id         bigint NOT NULL REFERENCES ops.run,
    PRIMARY KEY (event_id, declares_error)
);

CREATE INDEX event_content ON raw.event (content_id);
CREATE INDEX event_sender ON raw.event (sender_id) WHERE sender_id IS NOT NULL;

-- Events that a person should look at: nothing was merged and nothing left out.
CREATE TABLE result.suspected_event (
    run_id         bigint NOT NULL REFERENCES ops.run,
    event_id       text NOT NULL,
    declares_error boolean NOT NULL,
    other_event_id text NOT NULL,
    -- other-offset: the same instant and content under another offset; same-sender-id: one id of the sender for two
    -- contents, so that a declaration of an error may miss the event it means.
    reason         text NOT NULL CHECK (reason IN ('other-offset', 'same-sender-id')),
    place          text NOT NULL,
    other_place    text NOT NULL,
    PRIMARY KEY (run_id, event_id, declares_error, other_event_id, reason)
);

CREATE INDEX trace_event_error ON canonical.trace_event (event_id) WHERE declaration = 'error';
CREATE INDEX scan_error ON canonical.scan (event_id, code) WHERE declaration = 'error';

-- What counted at a watermark: current versions of events that no source declares an error, each once, whoever sent it.
CREATE FUNCTION canonical.effective_trace_events(watermark bigint) RETURNS SETOF canonical.trace_event
LANGUAGE sql STABLE AS $$
    SELECT e.* FROM canonical.trace_event e
     WHERE e.seq <= watermark AND e.until_seq > watermark AND e.declaration IS NULL
       AND NOT EXISTS (SELECT 1 FROM canonical.trace_event d
                        WHERE d.event_id = e.event_id AND d.declaration = 'error'
                          AND d.seq <= watermark AND d.until_seq > watermark)
       AND NOT EXISTS (SELECT 1 FROM canonical.trace_event o
                        WHERE o.key = e.key AND o.source < e.source AND o.seq <= watermark AND o.until_seq > watermark)
$$;

-- The declaration of a scan has the code of the scan, so both lie in one partition.
CREATE FUNCTION canonical.effective_scans(watermark bigint) RETURNS SETOF canonical.scan
LANGUAGE sql STABLE AS $$
    SELECT s.* FROM canonical.scan s
     WHERE s.seq <= watermark AND s.until_seq > watermark AND s.declaration IS NULL
       AND NOT EXISTS (SELECT 1 FROM canonical.scan d
                        WHERE d.code = s.code AND d.event_id = s.event_id AND d.declaration = 'error'
                          AND d.seq <= watermark AND d.until_seq > watermark)
       AND NOT EXISTS (SELECT 1 FROM canonical.scan o
                        WHERE o.code = s.code AND o.key = s.key AND o.source < s.source
                          AND o.seq <= watermark AND o.until_seq > watermark)
$$;

-- As of now.
CREATE VIEW canonical.effective_trace_event AS
    SELECT * FROM canonical.effective_trace_events(9223372036854775806);

CREATE VIEW canonical.effective_scan AS
    SELECT * FROM canonical.effective_scans(9223372036854775806);
