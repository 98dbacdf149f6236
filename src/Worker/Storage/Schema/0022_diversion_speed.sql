-- Rows of a run's parts are written in one transaction with the part itself, which names the run: a reference of each row
-- says nothing new, and checking it for every row cost more than writing the row.
ALTER TABLE result.scan_verdict DROP CONSTRAINT scan_verdict_run_id_fkey;
ALTER TABLE result.home_sighting DROP CONSTRAINT home_sighting_run_id_fkey;
ALTER TABLE result.diversion_case DROP CONSTRAINT diversion_case_run_id_fkey;
