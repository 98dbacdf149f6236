ALTER TABLE raw.upload
    -- The file that had brought the very same business, whatever its bytes: nothing was taken from this one.
    ADD COLUMN same_as      bigint REFERENCES raw.upload,
    -- What was noticed and refuses nothing.
    ADD COLUMN warnings     bigint NOT NULL DEFAULT 0,
    -- The part of the run that read it: under it stand the rows that were rejected.
    ADD COLUMN chunk_no     int;

CREATE INDEX upload_period ON raw.upload (period, dealer_code, dataset);

-- What goes to a dealer without having been asked for by a file: an answer to its orders, a statement, a settlement.
ALTER TABLE delivery.reply
    ALTER COLUMN arrival_id DROP NOT NULL,
    ADD COLUMN dealer_code text,
    -- By mail: the dealer's address.
    ADD COLUMN recipient   text,
    ADD CONSTRAINT reply_goes_somewhere CHECK (arrival_id IS NOT NULL OR dealer_code IS NOT NULL);
