-- A statement as it went to a dealer, with the terms of its answer at that time. Other figures make the next number of
-- the month, which supersedes the one before; no row ever changes.
CREATE TABLE delivery.statement (
    number        text PRIMARY KEY,
    dealer_code   text NOT NULL,
    period        text NOT NULL,
    no            int NOT NULL,
    run_id        bigint NOT NULL REFERENCES ops.run,
    currency      text NOT NULL,
    issued_on     date NOT NULL,
    due_on        date NOT NULL CHECK (due_on > issued_on),
    our_closing   numeric NOT NULL,
    their_closing numeric,
    residual      numeric,
    silence       text NOT NULL CHECK (silence IN ('open', 'agreed')),
    clause        text,
    -- Hash of the figures: an unchanged statement is not issued again.
    figures       text NOT NULL,
    -- The workbook as issued, to tell what a dealer changed in it.
    body          bytea NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (dealer_code, period, no),
    CHECK ((silence = 'agreed') = (clause IS NOT NULL))
);

CREATE INDEX statement_period ON delivery.statement (period, dealer_code, no DESC);

-- What a dealer is asked about one by one. item: our ids, a bar, their ids; label: the documents, for people; amount:
-- ours minus theirs.
CREATE TABLE delivery.statement_item (
    number text NOT NULL REFERENCES delivery.statement,
    item   text NOT NULL CHECK (item <> ''),
    label  text NOT NULL,
    amount numeric NOT NULL,
    PRIMARY KEY (number, item)
);

-- A dealer's answers (确认/异议). item '' is the balance as a whole; amount is what the answer was given to. Of several
-- answers to one item the last one counts.
CREATE TABLE result.statement_answer (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number      text NOT NULL REFERENCES delivery.statement,
    dealer_code text NOT NULL,
    period      text NOT NULL,
    item        text NOT NULL,
    amount      numeric NOT NULL,
    answer      text NOT NULL CHECK (answer IN ('confirmed', 'disputed')),
    reason      text,
    answered_by text NOT NULL,
    upload_id   bigint NOT NULL REFERENCES raw.upload,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CHECK (answer <> 'disputed' OR reason <> '')
);

CREATE INDEX statement_answer_item ON result.statement_answer (dealer_code, item, id DESC);

CREATE FUNCTION delivery.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% is append-only; add a new row instead.', TG_TABLE_SCHEMA, TG_TABLE_NAME;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON delivery.statement
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON delivery.statement_item
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON result.statement_answer
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();
