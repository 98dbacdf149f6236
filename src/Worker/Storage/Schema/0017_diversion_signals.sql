-- What a verdict rests on beside its words. shipment_number and shipped_at are document and time of the movement that
-- brought the goods to the dealer; contract names the territory contracts that applied, with their versions.
ALTER TABLE result.scan_verdict
    ADD COLUMN confidence     int NOT NULL DEFAULT 0,
    ADD COLUMN contract       text,
    ADD COLUMN custody_state  text,
    ADD COLUMN custody_step   text,
    ADD COLUMN custody_unit   text,
    ADD COLUMN packed_in      text,
    ADD COLUMN movement       text,
    ADD COLUMN received       boolean NOT NULL DEFAULT false,
    ADD COLUMN custody_events text[] NOT NULL DEFAULT '{}',
    ADD COLUMN gap            text,
    ADD COLUMN latitude       numeric,
    ADD COLUMN longitude      numeric,
    ADD COLUMN rule_version   int NOT NULL DEFAULT 0;

-- period holds the window: a month (2026-10) or a quarter (2026-Q4). value is null where no price is known.
ALTER TABLE result.diversion_case
    ADD COLUMN value      numeric,
    ADD COLUMN units      int NOT NULL DEFAULT 0,
    ADD COLUMN sources    int NOT NULL DEFAULT 0,
    ADD COLUMN confidence int NOT NULL DEFAULT 0;

-- How many codes of each movement were read in the territory of its dealer, as each part of a run counted them.
CREATE TABLE result.home_sighting (
    run_id      bigint NOT NULL REFERENCES ops.run,
    dealer_code text NOT NULL,
    movements   text[] NOT NULL,
    codes       int[] NOT NULL
);

CREATE INDEX home_sighting_run ON result.home_sighting (run_id, dealer_code);
