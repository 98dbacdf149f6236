-- How the files of a dealer are laid out (表格布局). One that a person has confirmed is read without a question; one that was
-- only seen tells, when the next file looks different, what has changed.
CREATE TABLE ops.upload_layout (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dealer_code  text NOT NULL,
    -- The definition it is read by, under its English title; two of them may serve one dataset.
    kind         text NOT NULL,
    -- Hash of the headings in whatever order.
    fingerprint  text NOT NULL,
    -- Each heading with the letter of its column and the field it fills, and what else was settled.
    mapping      jsonb NOT NULL,
    confirmed_by text,
    confirmed_at timestamptz,
    seen_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (dealer_code, kind, fingerprint),
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);

-- A dealer's own codes of products, and its units (编码对照). Their words are kept folded and in upper case.
CREATE TABLE ops.code_map (
    dealer_code  text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('product', 'unit')),
    their_code   text NOT NULL,
    -- The product a unit is of; empty: of all.
    product_code text NOT NULL DEFAULT '',
    our_code     text NOT NULL,
    -- One of theirs is numerator / denominator of ours: 1 箱 = 24 瓶. Two numbers, so that a third stays exact.
    numerator    numeric NOT NULL DEFAULT 1 CHECK (numerator > 0),
    denominator  numeric NOT NULL DEFAULT 1 CHECK (denominator > 0),
    mapped_by    text NOT NULL,
    mapped_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (dealer_code, kind, their_code, product_code),
    CHECK (kind = 'unit' OR (product_code = '' AND numerator = 1 AND denominator = 1))
);

-- How the layout of a file differed from the dealer's last one.
ALTER TABLE raw.upload ADD COLUMN layout_change text;
