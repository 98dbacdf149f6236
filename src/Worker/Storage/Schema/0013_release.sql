-- What comes after a settlement is prepared: a second person releases it, and the pool that rebates may be paid into.

-- Who is signed in on the command line. Only the token's hash is kept; a session ends with its user or password.
CREATE TABLE ops.session (
    token_hash bytea PRIMARY KEY,
    user_name  text NOT NULL REFERENCES ops.dashboard_user ON DELETE CASCADE,
    opened_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL CHECK (expires_at > opened_at)
);

CREATE INDEX audit_sign_in ON ops.audit (subject, id) WHERE action IN ('session.open', 'session.refused');

-- How a result is paid out stands with the result: what is released is what was prepared, whatever the policy says by
-- then. goods: payout_product says which.
ALTER TABLE result.rebate
    ADD COLUMN payout text NOT NULL DEFAULT 'creditNote'
        CHECK (payout IN ('creditNote', 'discount', 'goods', 'offset', 'pool')),
    ADD COLUMN payout_months int CHECK (payout_months > 0),
    ADD COLUMN payout_product text;

ALTER TABLE ops.run ADD CONSTRAINT run_asked_by UNIQUE (id, asked_by);

-- A second person's verdict on a prepared settlement. The foreign key holds prepared_by to whoever asked for the run,
-- so the check cannot be passed by naming somebody else. policy, dealer_code: only that part of the run.
CREATE TABLE delivery.release (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    settle_run  bigint NOT NULL,
    prepared_by text NOT NULL,
    verdict     text NOT NULL CHECK (verdict IN ('released', 'rejected')),
    decided_by  text NOT NULL CONSTRAINT decided_by_a_user CHECK (decided_by ~ '^[a-z0-9][a-z0-9._-]*$'),
    policy      text,
    dealer_code text,
    reason      text CHECK (length(trim(reason)) > 0),
    run_id      bigint UNIQUE REFERENCES ops.run,
    decided_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (settle_run, prepared_by) REFERENCES ops.run (id, asked_by),
    CONSTRAINT two_persons CHECK (verdict = 'rejected' OR prepared_by <> decided_by),
    -- An account of the operating system is nobody the hub knows: it could be the second person.
    CONSTRAINT prepared_by_a_user CHECK (verdict = 'rejected' OR prepared_by NOT LIKE 'os:%'),
    CHECK ((verdict = 'rejected') = (reason IS NOT NULL)),
    CHECK ((verdict = 'released') = (run_id IS NOT NULL)),
    CHECK (verdict = 'released' OR (policy IS NULL AND dealer_code IS NULL))
);

CREATE UNIQUE INDEX release_rejected ON delivery.release (settle_run) WHERE verdict = 'rejected';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON delivery.release
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();

-- run_id is the run that posted; settle_run the one that computed. Until now they were the same.
ALTER TABLE delivery.posting
    ADD COLUMN settle_run bigint REFERENCES ops.run,
    ADD COLUMN release_id bigint REFERENCES delivery.release,
    ADD COLUMN form text NOT NULL DEFAULT 'creditNote'
        CHECK (form IN ('creditNote', 'discount', 'goods', 'offset', 'pool')),
    ALTER COLUMN outbox_key DROP NOT NULL;
UPDATE delivery.posting SET settle_run = run_id;
ALTER TABLE delivery.posting
    ALTER COLUMN settle_run SET NOT NULL,
    ADD CONSTRAINT posting_is_released CHECK (release_id IS NOT NULL) NOT VALID,
    ADD CONSTRAINT posting_leaves CHECK ((form = 'creditNote') = (outbox_key IS NOT NULL));

-- The rebate pool (返利池). amount is what an entry adds to the balance; expires_on is a credit's last day.
CREATE SEQUENCE delivery.pool_entry_no;

CREATE TABLE delivery.pool_entry (
    id           bigint PRIMARY KEY DEFAULT nextval('delivery.pool_entry_no'),
    dealer_code  text NOT NULL,
    currency     text NOT NULL,
    form         text NOT NULL CHECK (form IN ('pool', 'discount', 'goods', 'offset')),
    kind         text NOT NULL CHECK (kind IN ('credit', 'clawback', 'draw', 'expiry', 'reversal')),
    amount       numeric NOT NULL CHECK (amount <> 0),
    policy       text,
    period       text,
    posting_no   int,
    product_code text,
    expires_on   date,
    reference    text,
    reason       text NOT NULL CHECK (length(trim(reason)) > 0),
    reverses     bigint UNIQUE REFERENCES delivery.pool_entry,
    run_id       bigint REFERENCES ops.run,
    entered_by   text NOT NULL,
    entered_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (policy, dealer_code, period, posting_no) REFERENCES delivery.posting,
    CHECK (kind = 'reversal' OR (amount > 0) = (kind = 'credit')),
    CHECK ((reverses IS NOT NULL) = (kind = 'reversal')),
    CHECK (kind <> 'draw' OR length(trim(reference)) > 0)
);

CREATE INDEX pool_entry_dealer ON delivery.pool_entry (dealer_code, id);

-- Which credit an entry adds to or takes from; the parts of a credit add up to what is left of it.
CREATE TABLE delivery.pool_part (
    entry_id  bigint NOT NULL REFERENCES delivery.pool_entry,
    credit_id bigint NOT NULL REFERENCES delivery.pool_entry,
    amount    numeric NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (entry_id, credit_id)
);

CREATE INDEX pool_part_credit ON delivery.pool_part (credit_id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON delivery.pool_entry
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON delivery.pool_part
    FOR EACH ROW EXECUTE FUNCTION delivery.refuse_change();

-- The credit's row is locked first: of two that take from it at once, the second sees what the first has taken.
CREATE FUNCTION delivery.refuse_overdraft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    remaining numeric;
BEGIN
    PERFORM 1 FROM delivery.pool_entry WHERE id = NEW.credit_id FOR NO KEY UPDATE;
    SELECT sum(amount) INTO remaining FROM delivery.pool_part WHERE credit_id = NEW.credit_id;
    IF remaining < 0 THEN
        RAISE EXCEPTION 'Entry % takes % more from credit % than is left of it.', NEW.entry_id, -remaining,
            NEW.credit_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER no_overdraft AFTER INSERT ON delivery.pool_part
    FOR EACH ROW WHEN (NEW.amount < 0) EXECUTE FUNCTION delivery.refuse_overdraft();

-- Whether a settlement's result was posted and no partner has refused it.
CREATE FUNCTION delivery.is_posted(settlement bigint, of_policy text, of_dealer text, of_period text)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM delivery.posting g
          LEFT JOIN delivery.outbox o ON o.key = g.outbox_key AND o.kind IN ('credit-note', 'debit-note')
         WHERE g.policy = of_policy AND g.dealer_code = of_dealer AND g.period = of_period
           AND g.settle_run = settlement AND o.status IS DISTINCT FROM 'refused')
$$;

-- Every settled result with something to post, and where it stands. posted: what its postings come to that no partner
-- has refused; postings: the number of the last one. newer: the settlement that took its place. That is one
-- of the same month and policies, or, while the period still runs, one of a later month that pays what this would: prepared after
-- it, or posted while this month's own last result before it was not.
CREATE VIEW delivery.settlement_line AS
SELECT r.run_id, s.period AS month, s.scope, s.asked_by AS prepared_by, r.policy, r.version, r.dealer_code, r.period,
       r.currency, r.payable, r.payout, r.payout_months, r.payout_product, p.posted, p.postings,
       greatest(n.newer, b.newer) AS newer,
       CASE WHEN p.own THEN 'released'
            WHEN greatest(n.newer, b.newer) IS NOT NULL THEN 'superseded'
            WHEN EXISTS (SELECT 1 FROM delivery.release v WHERE v.settle_run = r.run_id AND v.verdict = 'rejected')
                THEN 'rejected'
            WHEN p.posted <> r.posted_before THEN 'outdated'
            ELSE 'prepared' END AS state
  FROM result.rebate r
  JOIN ops.run s ON s.id = r.run_id AND s.status IN ('succeeded', 'incomplete')
       AND coalesce(s.parameters ->> 'dryRun', 'false') <> 'true'
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(g.amount) FILTER (WHERE o.status IS DISTINCT FROM 'refused'
                                               AND (r.is_complete OR m.period <= s.period)), 0) AS posted,
              coalesce(max(g.no), 0) AS postings, coalesce(bool_or(g.settle_run = r.run_id), false) AS own
         FROM delivery.posting g
         JOIN ops.run m ON m.id = g.settle_run
         LEFT JOIN delivery.outbox o ON o.key = g.outbox_key AND o.kind IN ('credit-note', 'debit-note')
        WHERE g.policy = r.policy AND g.dealer_code = r.dealer_code AND g.period = r.period) p
 CROSS JOIN LATERAL (
       SELECT max(l.id) AS newer FROM ops.run l
        WHERE l.pipeline = 'settle' AND l.period = s.period AND l.scope IN ('', r.dealer_code) AND l.id > r.run_id
          AND l.parameters ->> 'policies' IS NOT DISTINCT FROM s.parameters ->> 'policies'
          AND l.status IN ('succeeded', 'incomplete') AND coalesce(l.parameters ->> 'dryRun', 'false') <> 'true') n
 CROSS JOIN LATERAL (
       SELECT max(x.run_id) AS newer
         FROM result.rebate x
         JOIN ops.run l ON l.id = x.run_id AND l.period > s.period AND l.status IN ('succeeded', 'incomplete')
              AND coalesce(l.parameters ->> 'dryRun', 'false') <> 'true'
        WHERE NOT r.is_complete AND x.policy = r.policy AND x.dealer_code = r.dealer_code AND x.period = r.period
          AND ((x.run_id > r.run_id AND x.payable <> 0)
               OR (delivery.is_posted(x.run_id, x.policy, x.dealer_code, x.period)
                   AND NOT coalesce((
                       SELECT q.payable = 0 OR delivery.is_posted(q.run_id, q.policy, q.dealer_code, q.period)
                         FROM result.rebate q
                         JOIN ops.run k ON k.id = q.run_id AND k.period = s.period
                              AND k.status IN ('succeeded', 'incomplete')
                        WHERE q.policy = r.policy AND q.dealer_code = r.dealer_code AND q.period = r.period
                          AND q.run_id < x.run_id
                        ORDER BY q.run_id DESC LIMIT 1), false)))) b
 WHERE r.payable <> 0;
