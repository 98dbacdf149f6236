-- The life of a diversion case, and the volume that a ruling moves. A case's number says which findings it is about;
-- they are those of the latest run of its window, and grow without it.
ALTER TABLE ops.dashboard_user DROP CONSTRAINT dashboard_user_role_check;
ALTER TABLE ops.dashboard_user ADD CONSTRAINT dashboard_user_role_check
    CHECK (role IN ('it', 'finance', 'channel', 'viewer'));

CREATE INDEX diversion_case_number ON result.diversion_case (number, run_id DESC);

-- Steps of one case make one chain: each names the state that the one before left, so that of two taken at once one
-- is refused, and there is never a second open life beside the first. reviews_no is the step that this one judges; its
-- taker is another person. run_id: the findings that lay before the person.
CREATE TABLE canonical.case_step (
    case_number  text NOT NULL,
    no           int NOT NULL CHECK (no >= 1),
    previous     int,
    before       text NOT NULL,
    action       text NOT NULL,
    state        text NOT NULL,
    taken_by     text NOT NULL,
    taken_on     date NOT NULL,
    taken_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    reason       text NOT NULL CHECK (length(trim(reason)) > 0),
    run_id       bigint NOT NULL REFERENCES ops.run,
    reviews_no   int,
    reviews_by   text,
    paper_name   text,
    paper_sha256 text,
    paper        bytea,
    PRIMARY KEY (case_number, no),
    UNIQUE (case_number, no, state),
    UNIQUE (case_number, no, taken_by),
    FOREIGN KEY (case_number, previous, before) REFERENCES canonical.case_step (case_number, no, state),
    FOREIGN KEY (case_number, reviews_no, reviews_by) REFERENCES canonical.case_step (case_number, no, taken_by),
    CHECK (previous IS NOT DISTINCT FROM nullif(no - 1, 0)),
    CHECK (no > 1 OR before = 'open'),
    CONSTRAINT case_order CHECK ((before, action, state) IN (
        ('open', 'notify', 'notified'), ('open', 'close', 'closed'),
        ('notified', 'appeal', 'appealed'), ('notified', 'confirm', 'confirmed'), ('notified', 'dismiss', 'dismissed'),
        ('notified', 'close', 'closed'),
        ('appealed', 'confirm', 'confirmed'), ('appealed', 'dismiss', 'dismissed'), ('appealed', 'close', 'closed'),
        ('confirmed', 'appeal', 'contested'), ('confirmed', 'reverse', 'dismissed'), ('confirmed', 'close', 'closed'),
        ('contested', 'confirm', 'confirmed'), ('contested', 'reverse', 'dismissed'),
        ('dismissed', 'close', 'closed'), ('closed', 'reverse', 'dismissed'), ('closed', 'reopen', 'open'))),
    -- A user of the hub; an appeal may also have come from the dealer, as a file in its folder.
    CONSTRAINT taken_by_somebody CHECK (
        taken_by ~ '^[a-z0-9][a-z0-9._-]*$' OR (action = 'appeal' AND taken_by LIKE 'dealer:_%')),
    CONSTRAINT two_persons CHECK (
        (action IN ('confirm', 'dismiss', 'reverse')) = (reviews_no IS NOT NULL)
        AND reviews_by IS DISTINCT FROM taken_by AND (reviews_no IS NULL) = (reviews_by IS NULL)),
    CHECK (num_nonnulls(paper_name, paper_sha256, paper) IN (0, 3))
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON canonical.case_step
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();

-- A step rules at most once. Rulings from before the steps were kept have none.
ALTER TABLE canonical.diversion_ruling
    ADD COLUMN step_no int,
    ADD UNIQUE (case_number, step_no),
    ADD FOREIGN KEY (case_number, step_no) REFERENCES canonical.case_step (case_number, no);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON canonical.diversion_ruling
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();

-- Volume that a ruling moves out of the diverting dealer's figures and into those of the dealer whose area it was;
-- without a dealer: the house. seq is of the one sequence of canonical versions: a run's watermark says which moves it
-- saw.
CREATE TABLE canonical.volume_move (
    seq          bigint PRIMARY KEY DEFAULT nextval('canonical.version_seq'),
    case_number  text NOT NULL,
    ruling_seq   bigint NOT NULL REFERENCES canonical.diversion_ruling,
    side         text NOT NULL CHECK (side IN ('out', 'in')),
    dealer_code  text,
    happened_on  date NOT NULL,
    product_code text NOT NULL,
    quantity     numeric NOT NULL CHECK (quantity <> 0),
    currency     text NOT NULL,
    net_amount   numeric NOT NULL,
    gross_amount numeric NOT NULL,
    arithmetic   text NOT NULL,
    reverses     bigint UNIQUE REFERENCES canonical.volume_move,
    CHECK (side = 'in' OR dealer_code IS NOT NULL),
    CHECK ((quantity > 0) = ((side = 'in') = (reverses IS NULL))),
    CHECK (net_amount * quantity >= 0 AND gross_amount * quantity >= 0)
);

CREATE UNIQUE INDEX volume_move_once ON canonical.volume_move (ruling_seq, side) WHERE reverses IS NULL;
CREATE INDEX volume_move_dealer ON canonical.volume_move (dealer_code, happened_on);
CREATE INDEX volume_move_case ON canonical.volume_move (case_number);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON canonical.volume_move
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();

-- What goes out comes in, and what is taken back is exactly what was moved: checked when the ruling commits.
CREATE FUNCTION canonical.refuse_lost_volume() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM canonical.volume_move WHERE ruling_seq = NEW.ruling_seq
                GROUP BY product_code, currency, happened_on
               HAVING sum(quantity) <> 0 OR sum(net_amount) <> 0 OR sum(gross_amount) <> 0) THEN
        RAISE EXCEPTION 'Ruling % on case % moves more volume out than in, or less.', NEW.ruling_seq, NEW.case_number
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM canonical.diversion_ruling r
                    WHERE r.seq = NEW.ruling_seq AND r.case_number = NEW.case_number
                      AND r.verdict = CASE WHEN NEW.reverses IS NULL THEN 'confirmed' ELSE 'dismissed' END) THEN
        RAISE EXCEPTION 'Ruling % is none of case % that moves volume this way.', NEW.ruling_seq, NEW.case_number
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.reverses IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM canonical.volume_move m
         WHERE m.seq = NEW.reverses AND m.reverses IS NULL AND m.case_number = NEW.case_number AND m.side = NEW.side
           AND m.dealer_code IS NOT DISTINCT FROM NEW.dealer_code AND m.happened_on = NEW.happened_on
           AND m.product_code = NEW.product_code AND m.currency = NEW.currency AND m.quantity = -NEW.quantity
           AND m.net_amount = -NEW.net_amount AND m.gross_amount = -NEW.gross_amount) THEN
        RAISE EXCEPTION 'Move % takes back something else than move % has moved.', NEW.seq, NEW.reverses
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER volume_is_kept AFTER INSERT ON canonical.volume_move DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION canonical.refuse_lost_volume();
