-- By purse what was credited, used and has expired by a day. A reversal counts with what it reverses; a clawback is a
-- credit taken back. What is left of a credit after its last day counts as expired, booked or not.
WITH entry AS (
    SELECT e.dealer_code, e.currency, e.form, e.amount, coalesce(o.kind, e.kind) AS kind
      FROM delivery.pool_entry e LEFT JOIN delivery.pool_entry o ON o.id = e.reverses
     WHERE @dealer::text IS NULL OR e.dealer_code = @dealer),
over AS (
    SELECT e.dealer_code, e.currency, e.form, sum(p.amount) AS amount
      FROM delivery.pool_entry e JOIN delivery.pool_part p ON p.credit_id = e.id
     WHERE e.kind = 'credit' AND e.expires_on < @day AND (@dealer::text IS NULL OR e.dealer_code = @dealer)
     GROUP BY e.dealer_code, e.currency, e.form),
purse AS (
    SELECT dealer_code, currency, form,
           coalesce(sum(amount) FILTER (WHERE kind IN ('credit', 'clawback')), 0) AS credited,
           -coalesce(sum(amount) FILTER (WHERE kind = 'draw'), 0) AS used,
           -coalesce(sum(amount) FILTER (WHERE kind = 'expiry'), 0) AS expired,
           sum(amount) AS remaining
      FROM entry GROUP BY dealer_code, currency, form)
SELECT dealer_code AS "DealerCode", currency AS "Currency", form AS "Form", p.credited AS "Credited", p.used AS "Used",
       p.expired + coalesce(o.amount, 0) AS "Expired", p.remaining - coalesce(o.amount, 0) AS "Remaining"
  FROM purse p LEFT JOIN over o USING (dealer_code, currency, form)
 ORDER BY dealer_code, currency, form
