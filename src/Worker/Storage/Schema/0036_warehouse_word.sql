-- What the WMS lists as shipped on a delivery order, where it does: all of it so far, not an increment.
CREATE TABLE canonical.delivery_line (
    seq            bigint NOT NULL,
    line_no        int NOT NULL,
    order_position text,
    product_code   text NOT NULL,
    quantity       numeric NOT NULL,
    PRIMARY KEY (seq, line_no)
);

-- What was asked of warehouses is held against what they say of it, document by document.
CREATE INDEX delivery_number ON canonical.delivery (number);
CREATE INDEX outbox_warehouse ON delivery.outbox (created_at) WHERE kind IN ('delivery-order', 'entry-order');

-- Goods that came and went since a warehouse's last count.
CREATE INDEX warehouse_report_time ON canonical.warehouse_report (warehouse_code, reported_at);

-- Where a dealer's goods go: a warehouse must be told by name, telephone and address.
ALTER TABLE canonical.dealer
    ADD contact_name text,
    ADD contact_phone text,
    ADD province text,
    ADD city text,
    ADD address text;

CREATE INDEX warehouse_report_id ON canonical.warehouse_report (report_id);

-- Each report as it stands now, once, whichever connector brought it.
CREATE VIEW canonical.warehouse_word AS
    SELECT r.seq, r.report_id, r.kind, r.document_number, r.warehouse_code, r.status, r.confirmation,
           coalesce(r.reported_at, u.created_at) AS heard_at
      FROM canonical.warehouse_report r JOIN ops.run u ON u.id = r.run_id
     WHERE r.until_seq = 9223372036854775807
       AND NOT EXISTS (SELECT FROM canonical.warehouse_report again
                        WHERE again.report_id = r.report_id AND again.until_seq = 9223372036854775807
                          AND again.seq > r.seq);

-- What came (+) and went (−) by the reports of warehouses after an instant, of goods that can be sold. A change of
-- stock that names a document which is reported itself is that document, told twice. A report without a time counts
-- from the import that brought it.
CREATE FUNCTION canonical.warehouse_moves(known bigint, since timestamptz)
    RETURNS TABLE (warehouse_code text, product_code text, moved_at timestamptz, kind text, document_number text,
                   quantity numeric)
    LANGUAGE sql STABLE AS $$
    SELECT r.warehouse_code, l.product_code, coalesce(r.reported_at, u.created_at), r.kind, r.document_number,
           CASE r.kind WHEN 'delivery' THEN -l.quantity ELSE l.quantity END
      FROM canonical.warehouse_report r
      JOIN ops.run u ON u.id = r.run_id
      JOIN canonical.warehouse_report_line l ON l.seq = r.seq
     WHERE r.seq <= known AND r.until_seq > known
       AND (r.reported_at > since OR (r.reported_at IS NULL AND u.created_at > since))
       AND coalesce(l.stock_kind, 'ZP') = 'ZP'
       AND NOT EXISTS (SELECT FROM canonical.warehouse_report again
                        WHERE again.report_id = r.report_id AND again.seq > r.seq
                          AND again.seq <= known AND again.until_seq > known)
       AND NOT (r.kind = 'stock_change'
                AND EXISTS (SELECT FROM canonical.warehouse_report told
                             WHERE told.document_number = r.document_number AND told.kind <> 'stock_change'
                               AND told.seq <= known AND told.until_seq > known))
$$;

-- The days on which a warehouse's stock was listed, and the instant each list speaks of: the end of its day, or when it
-- was asked for where that came before.
CREATE FUNCTION canonical.warehouse_counts(known bigint, zone text)
    RETURNS TABLE (place_code text, as_of date, taken_at timestamptz)
    LANGUAGE sql STABLE AS $$
    SELECT s.place_code, s.as_of, least(((s.as_of + 1)::timestamp AT TIME ZONE zone), max(u.created_at))
      FROM canonical.stock s JOIN ops.run u ON u.id = s.run_id
     WHERE s.place_kind = 'warehouse' AND s.seq <= known AND s.until_seq > known
     GROUP BY s.place_code, s.as_of
$$;
