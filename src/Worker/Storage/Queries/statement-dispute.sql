-- What is in dispute on the latest statements of a period: the last answer to an item whose amount is still the same.
WITH last AS (
    SELECT DISTINCT ON (dealer_code) number, dealer_code, our_closing FROM delivery.statement
     WHERE period = @period ORDER BY dealer_code, no DESC
), asked AS (
    SELECT number, dealer_code, '' AS item, 'the balance' AS label, our_closing AS amount FROM last
    UNION ALL
    SELECT l.number, l.dealer_code, i.item, i.label, i.amount FROM last l JOIN delivery.statement_item i USING (number)
), answered AS (
    SELECT DISTINCT ON (q.number, q.item) q.number, q.item, q.label, q.amount, a.answer, a.reason, a.answered_by
      FROM asked q
      JOIN result.statement_answer a
        ON a.dealer_code = q.dealer_code AND a.period = @period AND a.item = q.item AND a.amount = q.amount
     ORDER BY q.number, q.item, a.id DESC
)
SELECT number, item, label, amount, reason, answered_by AS answeredBy
  FROM answered WHERE answer = 'disputed' ORDER BY number, item
