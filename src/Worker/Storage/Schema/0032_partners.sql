-- What a partner remarked on a document that it took: it is done, and a person should know (SAP's warnings).
ALTER TABLE delivery.outbox ADD notice text;

CREATE INDEX outbox_notice ON delivery.outbox (ended_at DESC) WHERE notice IS NOT NULL;

-- What a warehouse reports by itself: goods that left, came in or changed. Each report is a fact of its own, so that the
-- order in which they arrive does not matter; the quantities of several reports on one document add up.
CREATE TABLE canonical.warehouse_report (
    seq             bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq       bigint NOT NULL DEFAULT 9223372036854775807,
    key             text NOT NULL,
    source          text NOT NULL,
    content_hash    uuid NOT NULL,
    run_id          bigint NOT NULL REFERENCES ops.run,
    report_id       text NOT NULL,
    kind            text NOT NULL,
    document_number text NOT NULL,
    warehouse_code  text,
    status          text,
    confirmation    text,
    reported_at     timestamptz,
    carrier         text,
    tracking_number text
);

CREATE UNIQUE INDEX warehouse_report_current ON canonical.warehouse_report (key, source)
    WHERE until_seq = 9223372036854775807;
CREATE INDEX warehouse_report_document ON canonical.warehouse_report (document_number);

CREATE TABLE canonical.warehouse_report_line (
    seq              bigint NOT NULL,
    line_no          int NOT NULL,
    position         text NOT NULL,
    order_position   text,
    product_code     text NOT NULL,
    stock_kind       text,
    planned_quantity numeric,
    quantity         numeric NOT NULL,
    batch            text,
    PRIMARY KEY (seq, line_no)
);
