-- What a result is called and looks at stands with it; goods in kind (货补) are posted and delivered; and an earning
-- period is posted by its last settled month alone, so that no posting can take it beyond what is earned.
ALTER TABLE result.rebate
    ADD COLUMN policy_name    text NOT NULL DEFAULT '',
    -- arithmetic in Chinese, step by step the same; null where a run before this did not write it.
    ADD COLUMN arithmetic_zh  text,
    -- Its policy asks when invoices were paid: what changes of that is told with the documents that changed.
    ADD COLUMN reads_payments boolean NOT NULL DEFAULT false,
    -- The later month of the period that has posted already: what this one changes counts there, and not here.
    ADD COLUMN counts_in      text,
    -- Units by product: {"P1": 12}. Earned, given before, still to be given (negative: given too many).
    ADD COLUMN goods          jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN goods_before   jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN goods_due      jsonb NOT NULL DEFAULT '{}';

-- A posting is of money or of goods. Goods given too many (below 0) are no order: later ones are the fewer.
ALTER TABLE delivery.posting
    ADD COLUMN product_code text,
    ADD COLUMN units numeric NOT NULL DEFAULT 0,
    -- Units of it that leave with the order under outbox_key: fewer where too many were given before.
    ADD COLUMN ordered numeric NOT NULL DEFAULT 0,
    DROP CONSTRAINT posting_amount_check,
    DROP CONSTRAINT posting_leaves,
    ADD CONSTRAINT posting_of_one CHECK ((amount <> 0) <> (units <> 0)),
    ADD CONSTRAINT posting_goods CHECK ((units <> 0) = (product_code IS NOT NULL) AND (units = 0 OR form = 'goods')),
    ADD CONSTRAINT posting_leaves CHECK (
        CASE WHEN units <> 0 THEN ordered BETWEEN 0 AND greatest(units, 0) AND (ordered > 0) = (outbox_key IS NOT NULL)
             ELSE ordered = 0 AND (form = 'creditNote') = (outbox_key IS NOT NULL) END);

-- Whether the partner has refused what a posting sent out; then it counts as not posted.
CREATE FUNCTION delivery.is_refused(of_key text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM delivery.outbox o
                    WHERE o.key = of_key AND o.kind IN ('credit-note', 'debit-note', 'free-goods')
                      AND o.status = 'refused')
$$;

-- Units by product that were posted of an earning period, in the form of result.rebate.
CREATE FUNCTION delivery.goods_posted(of_policy text, of_dealer text, of_period text)
RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_object_agg(product_code, units), '{}')
      FROM (SELECT g.product_code, sum(g.units) AS units FROM delivery.posting g
             WHERE g.policy = of_policy AND g.dealer_code = of_dealer AND g.period = of_period AND g.units <> 0
               AND NOT delivery.is_refused(g.outbox_key)
             GROUP BY g.product_code HAVING sum(g.units) <> 0) s
$$;

CREATE INDEX outbox_key ON delivery.outbox (key);

DROP VIEW delivery.settlement_line;
DROP FUNCTION delivery.is_posted;

-- Every settled result with something to post, and where it stands. posted: what its postings come to that no partner
-- has refused; postings: the number of the last one. newer: the settlement that took its place. That is one of the same
-- month and policies; or, while the period still runs, one of a later month: prepared after it with something to post, for
-- it pays what this would, or posted, for a period is posted by its last month alone. As long as what is posted is what
-- it was when this was computed, releasing it makes the sum of all postings what was earned.
CREATE VIEW delivery.settlement_line AS
SELECT r.run_id, s.period AS month, s.scope, s.asked_by AS prepared_by, r.policy, r.version, r.dealer_code, r.period,
       r.currency, r.payable, r.goods_due, r.payout, r.payout_months, r.payout_product, p.posted, p.postings,
       greatest(n.newer, b.newer, p.later) AS newer,
       CASE WHEN p.own THEN 'released'
            WHEN greatest(n.newer, b.newer, p.later) IS NOT NULL THEN 'superseded'
            WHEN EXISTS (SELECT 1 FROM delivery.release v WHERE v.settle_run = r.run_id AND v.verdict = 'rejected')
                THEN 'rejected'
            WHEN p.posted <> r.posted_before THEN 'outdated'
            WHEN (p.goods OR r.goods_before <> '{}')
                 AND delivery.goods_posted(r.policy, r.dealer_code, r.period) <> r.goods_before THEN 'outdated'
            ELSE 'prepared' END AS state
  FROM result.rebate r
  JOIN ops.run s ON s.id = r.run_id AND s.status IN ('succeeded', 'incomplete')
       AND coalesce(s.parameters ->> 'dryRun', 'false') <> 'true'
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(g.amount) FILTER (WHERE o.status IS DISTINCT FROM 'refused'), 0) AS posted,
              coalesce(bool_or(g.units <> 0), false) AS goods,
              coalesce(max(g.no), 0) AS postings, coalesce(bool_or(g.settle_run = r.run_id), false) AS own,
              max(g.settle_run) FILTER (WHERE o.status IS DISTINCT FROM 'refused' AND NOT r.is_complete
                                          AND m.period > s.period) AS later
         FROM delivery.posting g
         JOIN ops.run m ON m.id = g.settle_run
         LEFT JOIN delivery.outbox o
           ON o.key = g.outbox_key AND o.kind IN ('credit-note', 'debit-note', 'free-goods')
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
          AND x.run_id > r.run_id AND (x.payable <> 0 OR x.goods_due <> '{}')) b
 WHERE r.payable <> 0 OR r.goods_due <> '{}';
