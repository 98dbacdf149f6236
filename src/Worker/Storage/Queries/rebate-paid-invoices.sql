-- Lines of earlier invoices of the dealers in scope on which something was paid in the days asked for.
SELECT s.no, i.currency, i.number, l.position, i.invoice_date, l.product_code, l.quantity, l.net_amount, l.gross_amount
  FROM settle_paid p
  JOIN settle_scope s ON s.no = p.no
  JOIN canonical.invoice i
    ON i.number = p.number AND i.dealer_code = s.code AND i.seq <= :watermark AND i.until_seq > :watermark
  JOIN canonical.invoice_line l ON l.seq = i.seq
 WHERE i.invoice_date < :start
