-- How a code was read, where that is another spelling of the one it is kept under (原始读码).
ALTER TABLE canonical.scan ADD COLUMN code_as_read text;

-- The latest run that found an event in a file. After all kept files were read again, what none of them says any more
-- has an earlier one.
ALTER TABLE raw.event ADD COLUMN last_run bigint REFERENCES ops.run;
UPDATE raw.event SET last_run = run_id;
ALTER TABLE raw.event ALTER COLUMN last_run SET NOT NULL;

-- An event that is known is looked up among the scans of files, and of nobody else's.
CREATE INDEX scan_of_file ON canonical.scan (event_id)
 WHERE source = 'event-files' AND until_seq = 9223372036854775807;
