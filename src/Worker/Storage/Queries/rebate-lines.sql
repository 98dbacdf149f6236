-- Invoice lines of the period for the dealers in scope, with what a policy may select by.
SELECT i.dealer_code, i.currency, i.number, l.position, i.invoice_date, l.product_code, p.category, p.brand,
       l.quantity, l.net_amount, l.gross_amount
  FROM canonical.invoice i
  JOIN scope_dealer s ON s.code = i.dealer_code
  JOIN canonical.invoice_line l ON l.seq = i.seq
  LEFT JOIN (SELECT DISTINCT ON (code) code, category, brand FROM canonical.product
              WHERE seq <= :watermark AND until_seq > :watermark ORDER BY code, seq DESC) p
    ON p.code = l.product_code
 WHERE i.seq <= :watermark AND i.until_seq > :watermark
   AND i.invoice_date >= :start AND i.invoice_date <= :end
 ORDER BY i.dealer_code
