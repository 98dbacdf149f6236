-- Rows of a dealer's file that came back corrected, without their file (更正): the file they belong to, and what
-- decided how it was read.
ALTER TABLE raw.upload
    ADD COLUMN corrects bigint REFERENCES raw.upload,
    ADD COLUMN inputs   text;

CREATE INDEX upload_corrects ON raw.upload (corrects) WHERE corrects IS NOT NULL;

-- Rows to correct name their file by the beginning of its hash.
CREATE INDEX upload_hash ON raw.upload (sha256 text_pattern_ops);

-- Further files of one reply: a delimited file goes back with a report beside it.
CREATE TABLE delivery.reply_file (
    key       text NOT NULL REFERENCES delivery.reply,
    no        int NOT NULL,
    file_name text NOT NULL,
    body      bytea NOT NULL,
    PRIMARY KEY (key, no)
);
