-- What the dealer was invoiced of the product: within the case's window, else on the last day before it on which it was.
-- Of several currencies that of the larger quantity. Returns and credit notes are no prices.
WITH line AS (
    SELECT i.currency, i.invoice_date AS day, l.quantity, l.net_amount, l.gross_amount
      FROM canonical.invoice i JOIN canonical.invoice_line l ON l.seq = i.seq
     WHERE i.dealer_code = @dealer AND l.product_code = @product AND i.invoice_date <= @last
       AND i.until_seq = 9223372036854775807 AND l.quantity > 0 AND l.net_amount >= 0 AND l.gross_amount >= 0),
since AS (SELECT least(@first, max(day)) AS day FROM line)
SELECT l.currency AS "Currency", sum(l.quantity) AS "Quantity", sum(l.net_amount) AS "NetAmount",
       sum(l.gross_amount) AS "GrossAmount", count(*) AS "Lines", min(l.day)::timestamp AS "First",
       max(l.day)::timestamp AS "Last"
  FROM line l JOIN since s ON l.day >= s.day
 GROUP BY l.currency ORDER BY sum(l.quantity) DESC, l.currency LIMIT 1
