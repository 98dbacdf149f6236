-- What the parts of a run saw at home, for gathering to add up.
SELECT dealer_code, movements, codes FROM result.home_sighting WHERE run_id = :run
