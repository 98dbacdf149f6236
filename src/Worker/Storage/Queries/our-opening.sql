-- What each dealer in scope owed when the period began, in its own currency: every document before it, as it was known
-- when the period before was closed, or as it is known now where that one is open.
SELECT s.no, coalesce((SELECT sum(i.gross_amount) FROM canonical.invoice i
                        WHERE i.dealer_code = s.code AND i.invoice_date < :start
                          AND i.currency = coalesce(s.currency, i.currency)
                          AND i.seq <= :settled AND i.until_seq > :settled), 0)
           + coalesce((SELECT sum(p.amount) FROM canonical.payment p
                        WHERE p.dealer_code = s.code AND p.payment_date < :start
                          AND p.currency = coalesce(s.currency, p.currency)
                          AND p.seq <= :settled AND p.until_seq > :settled), 0)
  FROM book_scope s
