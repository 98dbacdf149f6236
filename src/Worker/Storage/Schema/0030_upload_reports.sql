-- A dealer may report what it sold (动销) beside what else came and went (出入库). Each is a document of its own, so that
-- the later file of a month does not replace the other.
ALTER TABLE canonical.stock_movement ADD COLUMN report text CHECK (report = 'sell-through');

-- Of what is there, reports of sales by dealers whose files were only ever laid out as such are theirs; all others are
-- reports of movements. The part of the key that is new is empty for those.
UPDATE canonical.stock_movement m SET report = 'sell-through'
 WHERE m.source = 'dealer-files'
   AND NOT EXISTS (SELECT FROM canonical.stock_movement_line l WHERE l.seq = m.seq AND l.kind <> 'sell_through')
   AND EXISTS (SELECT FROM ops.upload_layout o WHERE o.dealer_code = m.dealer_code AND o.kind = 'sell-through')
   AND NOT EXISTS (SELECT FROM ops.upload_layout o
                    WHERE o.dealer_code = m.dealer_code AND o.kind = 'stock movements');
UPDATE canonical.stock_movement SET key = key || '|' || coalesce(report, '');

-- The reports that count at a watermark. Where a dealer's report of movements of a month has sales in it, those are all
-- of its sales, and its report of sales says them a second time.
CREATE FUNCTION canonical.counted_stock_movements(watermark bigint) RETURNS SETOF canonical.stock_movement
LANGUAGE sql STABLE AS $$
    SELECT m.* FROM canonical.stock_movement m
     WHERE m.seq <= watermark AND m.until_seq > watermark
       AND (m.report IS NULL OR NOT EXISTS (
            SELECT FROM canonical.stock_movement o JOIN canonical.stock_movement_line l ON l.seq = o.seq
             WHERE o.dealer_code = m.dealer_code AND o.period = m.period AND o.report IS NULL
               AND o.seq <= watermark AND o.until_seq > watermark AND l.kind = 'sell_through'))
$$;

-- What is wrong with a dealer's row, and what to do, also in the language of most who read it.
ALTER TABLE ops.rejected_row ADD COLUMN message_zh text, ADD COLUMN remedy_zh text;
