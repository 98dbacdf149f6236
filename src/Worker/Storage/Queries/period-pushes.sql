-- What the period's runs sent out and no partner has taken. A refusal is dealt with once it had its consequence: a
-- settlement after it has posted anew whatever is payable, a reply after it has told the dealer. What a dealer took back
-- needs no reply. Replies to dealers' files are no documents of the period.
SELECT o.connector AS "Connector", o.kind AS "Kind", o.key AS "Key", o.dealer_code AS "DealerCode",
       o.status AS "Status", o.reason AS "Reason"
  FROM delivery.outbox o
  JOIN ops.run r ON r.id = o.run_id
  LEFT JOIN ops.run e ON e.id = o.ended_by_run
 WHERE r.period = @period AND o.status <> 'done' AND o.kind <> 'upload-reply'
   AND NOT (o.status = 'refused' AND CASE
       WHEN e.pipeline = 'withdraw-order' THEN true
       WHEN o.kind IN ('credit-note', 'debit-note', 'free-goods') THEN EXISTS (
           SELECT 1 FROM ops.run s
            WHERE s.pipeline = 'settle' AND s.period = @period AND s.scope IN ('', o.dealer_code)
              AND s.status = 'succeeded' AND s.id > o.ended_by_run
              AND coalesce(s.parameters ->> 'dryRun', 'false') <> 'true')
       ELSE EXISTS (
           SELECT 1 FROM delivery.file f
            WHERE f.kind = 'order-reply' AND f.dealer_code = o.dealer_code AND f.run_id > o.ended_by_run)
       END)
 ORDER BY o.id
