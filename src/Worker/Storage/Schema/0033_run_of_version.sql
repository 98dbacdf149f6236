-- A look at ops.run for every row took longer than writing the row, where rows come by the million. What writes them
-- holds a chunk of the run in the same transaction, the chunk refers to its run, and runs are never deleted.
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT conrelid::regclass AS name, conname
          FROM pg_constraint
         WHERE contype = 'f' AND confrelid = 'ops.run'::regclass AND conparentid = 0
           AND (connamespace = 'canonical'::regnamespace OR conrelid = 'result.scan_verdict'::regclass)
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', found.name, found.conname);
    END LOOP;
END $$;
