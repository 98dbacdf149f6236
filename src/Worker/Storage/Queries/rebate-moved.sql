-- What rulings on diversion moved to or away from the dealers in scope (窜货调整). What was taken back is not there at
-- all: the settlement after a successful appeal computes what it would have without the case.
SELECT s.no, v.currency, v.case_number, v.side || ' ' || r.step_no, v.happened_on, v.product_code, v.quantity,
       v.net_amount, v.gross_amount
  FROM settle_scope s
  JOIN canonical.volume_move v
    ON v.dealer_code = s.code AND v.happened_on >= :start AND v.happened_on <= :end
   AND v.seq <= :watermark AND v.reverses IS NULL
  JOIN canonical.diversion_ruling r ON r.seq = v.ruling_seq
 WHERE NOT EXISTS (SELECT 1 FROM canonical.volume_move t WHERE t.reverses = v.seq AND t.seq <= :watermark)
