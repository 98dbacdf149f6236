-- Lines of the invoices and credit notes of the dealers in scope. Dealer by dealer through the index, each document's
-- lines together (OFFSET 0 keeps the subquery whole).
SELECT s.no, d.currency, d.number, l.position, d.day, l.product_code, l.quantity, l.net_amount, l.gross_amount
  FROM settle_scope s
 CROSS JOIN LATERAL (
    SELECT i.seq, i.number, i.currency, i.invoice_date AS day
      FROM canonical.invoice i
     WHERE i.dealer_code = s.code AND i.invoice_date >= :start AND i.invoice_date <= :end
       AND i.seq <= :watermark AND i.until_seq > :watermark
    OFFSET 0) d
  JOIN canonical.invoice_line l ON l.seq = d.seq
