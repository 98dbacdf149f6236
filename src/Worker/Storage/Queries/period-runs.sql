-- The last finished reconciliation or settlement of all dealers in a period, and the later ones of single dealers. What
-- was only tried out counts for nothing.
CREATE TEMP TABLE period_run ON COMMIT DROP AS
WITH finished AS (
    SELECT id, scope, watermark FROM ops.run
     WHERE pipeline = @pipeline AND period = @period AND status IN ('succeeded', 'incomplete')
       AND coalesce(parameters ->> 'dryRun', 'false') <> 'true')
SELECT id, scope, watermark FROM finished WHERE id >= (SELECT max(id) FROM finished WHERE scope = '');
