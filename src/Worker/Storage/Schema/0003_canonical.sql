-- The business in one shape, whatever partner it came from. Nothing is changed in place: a changed record is a new
-- version; the old one only learns which version took its place. seq counts versions over all tables; a run reads
-- "seq <= watermark AND until_seq > watermark" and so sees what was known when it started.
CREATE SCHEMA canonical;

CREATE SEQUENCE canonical.version_seq;

CREATE TABLE canonical.dealer (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    code              text NOT NULL,
    name              text NOT NULL,
    parent_code       text,
    tier              text,
    territory         text,
    currency          text NOT NULL,
    credit_limit      numeric,
    language          text
);

CREATE UNIQUE INDEX dealer_current ON canonical.dealer (key, source) WHERE until_seq = 9223372036854775807;

CREATE TABLE canonical.product (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    code              text NOT NULL,
    name              text NOT NULL,
    category          text,
    brand             text,
    unit              text NOT NULL,
    list_price        numeric,
    tax_rate          numeric,
    gtin              text,
    pack_size         bigint
);

CREATE UNIQUE INDEX product_current ON canonical.product (key, source) WHERE until_seq = 9223372036854775807;

CREATE TABLE canonical.sales_order (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    number            text NOT NULL,
    dealer_code       text NOT NULL,
    order_date        date NOT NULL,
    requested_date    date,
    dealer_reference  text,
    currency          text NOT NULL,
    status            text,
    net_amount        numeric
);

CREATE UNIQUE INDEX sales_order_current ON canonical.sales_order (key, source) WHERE until_seq = 9223372036854775807;
CREATE INDEX sales_order_dealer ON canonical.sales_order (dealer_code);

CREATE TABLE canonical.sales_order_line (
    seq               bigint NOT NULL,
    line_no           int NOT NULL,
    position          text NOT NULL,
    product_code      text NOT NULL,
    quantity          numeric NOT NULL,
    unit              text,
    unit_price        numeric,
    net_amount        numeric,
    PRIMARY KEY (seq, line_no)
);

CREATE TABLE canonical.shipment (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    number            text NOT NULL,
    dealer_code       text NOT NULL,
    order_number      text,
    warehouse_code    text,
    shipped_on        date NOT NULL,
    delivered_on      date
);

CREATE UNIQUE INDEX shipment_current ON canonical.shipment (key, source) WHERE until_seq = 9223372036854775807;
CREATE INDEX shipment_dealer ON canonical.shipment (dealer_code);

CREATE TABLE canonical.shipment_line (
    seq               bigint NOT NULL,
    line_no           int NOT NULL,
    position          text NOT NULL,
    product_code      text NOT NULL,
    order_position    text,
    quantity          numeric NOT NULL,
    received_quantity numeric,
    unit              text,
    PRIMARY KEY (seq, line_no)
);

CREATE TABLE canonical.invoice (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    number            text NOT NULL,
    dealer_code       text NOT NULL,
    kind              text NOT NULL,
    invoice_date      date NOT NULL,
    currency          text NOT NULL,
    order_number      text,
    shipment_number   text,
    area              text,
    net_amount        numeric,
    tax_amount        numeric,
    gross_amount      numeric
);

CREATE UNIQUE INDEX invoice_current ON canonical.invoice (key, source) WHERE until_seq = 9223372036854775807;
CREATE INDEX invoice_dealer ON canonical.invoice (dealer_code);

CREATE TABLE canonical.invoice_line (
    seq               bigint NOT NULL,
    line_no           int NOT NULL,
    position          text NOT NULL,
    product_code      text NOT NULL,
    text              text,
    order_position    text,
    quantity          numeric NOT NULL,
    unit              text,
    unit_price        numeric,
    net_amount        numeric NOT NULL,
    tax_amount        numeric,
    gross_amount      numeric NOT NULL,
    PRIMARY KEY (seq, line_no)
);

CREATE TABLE canonical.payment (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    number            text NOT NULL,
    dealer_code       text NOT NULL,
    payment_date      date NOT NULL,
    currency          text NOT NULL,
    amount            numeric NOT NULL,
    reference         text,
    text              text
);

CREATE UNIQUE INDEX payment_current ON canonical.payment (key, source) WHERE until_seq = 9223372036854775807;
CREATE INDEX payment_dealer ON canonical.payment (dealer_code);

CREATE TABLE canonical.stock (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    place_kind        text NOT NULL,
    place_code        text NOT NULL,
    product_code      text NOT NULL,
    as_of             date NOT NULL,
    on_hand           numeric NOT NULL,
    reserved          numeric,
    in_transit        numeric,
    unit              text
);

CREATE UNIQUE INDEX stock_current ON canonical.stock (key, source) WHERE until_seq = 9223372036854775807;

CREATE TABLE canonical.trace_code (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    code              text NOT NULL,
    parent_code       text,
    level             text NOT NULL,
    product_code      text NOT NULL,
    dealer_code       text NOT NULL,
    shipment_number   text NOT NULL,
    shipped_at        timestamptz NOT NULL
);

CREATE UNIQUE INDEX trace_code_current ON canonical.trace_code (key, source) WHERE until_seq = 9223372036854775807;

CREATE TABLE canonical.scan (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    event_id          text NOT NULL,
    code              text NOT NULL,
    scanned_at        timestamptz NOT NULL,
    area_code         text NOT NULL,
    actor             text NOT NULL,
    place             text,
    device            text
);

CREATE UNIQUE INDEX scan_current ON canonical.scan (key, source) WHERE until_seq = 9223372036854775807;

CREATE TABLE canonical.delivery (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    number            text NOT NULL,
    warehouse_code    text,
    status            text NOT NULL,
    shipped_on        date,
    carrier           text,
    tracking_number   text
);

CREATE UNIQUE INDEX delivery_current ON canonical.delivery (key, source) WHERE until_seq = 9223372036854775807;

CREATE TABLE canonical.dealer_order (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    number            text NOT NULL,
    dealer_code       text NOT NULL,
    order_date        date NOT NULL,
    requested_date    date
);

CREATE UNIQUE INDEX dealer_order_current ON canonical.dealer_order (key, source) WHERE until_seq = 9223372036854775807;
CREATE INDEX dealer_order_dealer ON canonical.dealer_order (dealer_code);

CREATE TABLE canonical.dealer_order_line (
    seq               bigint NOT NULL,
    line_no           int NOT NULL,
    position          text NOT NULL,
    product_code      text NOT NULL,
    quantity          numeric NOT NULL,
    unit              text,
    unit_price        numeric,
    PRIMARY KEY (seq, line_no)
);

CREATE TABLE canonical.ledger (
    seq               bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    until_seq         bigint NOT NULL DEFAULT 9223372036854775807,
    key               text NOT NULL,
    source            text NOT NULL,
    content_hash      uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES ops.run,
    dealer_code       text NOT NULL,
    period            text NOT NULL,
    currency          text NOT NULL,
    opening_balance   numeric NOT NULL,
    closing_balance   numeric NOT NULL
);

CREATE UNIQUE INDEX ledger_current ON canonical.ledger (key, source) WHERE until_seq = 9223372036854775807;
CREATE INDEX ledger_dealer ON canonical.ledger (dealer_code);

CREATE TABLE canonical.ledger_line (
    seq               bigint NOT NULL,
    line_no           int NOT NULL,
    position          text NOT NULL,
    entry_date        date NOT NULL,
    kind              text,
    reference         text,
    amount            numeric NOT NULL,
    text              text,
    PRIMARY KEY (seq, line_no)
);
