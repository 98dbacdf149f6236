-- Settled rebates of finished runs, each with the settlement before; the reader adds which.
SELECT r.id AS "Id", r.run_id AS "Run", s.period AS "Month", s.asked_by AS "PreparedBy", s.ended_at AS "PreparedAt",
       r.policy AS "Policy", r.policy_name AS "PolicyName", r.reads_payments AS "ReadsPayments", s.watermark AS "Watermark",
       r.version AS "Version", r.dealer_code AS "DealerCode", r.period AS "Period",
       r.currency AS "Currency", r.basis AS "Basis", r.tier AS "Tier", r.earned AS "Earned", r.is_due AS "IsDue",
       r.is_complete AS "IsOver",
       r.accrued AS "Accrued", r.units AS "Units", r.goods::text AS "GoodsText",
       r.goods_before::text AS "GoodsBeforeText", r.goods_due::text AS "GoodsDueText", r.counts_in AS "CountsIn",
       r.posted_before AS "PostedBefore", r.payable AS "Payable",
       r.payout AS "Payout", r.lines AS "Lines", r.arithmetic AS "Arithmetic", r.arithmetic_zh AS "ArithmeticChinese",
       r.slices::text AS "SlicesJson",
       r.left_out::text AS "LeftOutJson", r.next_tier::text AS "NextJson", r.settled_id AS "SettledId", b.run_id AS "SettledRun",
       bs.period AS "SettledMonth", bs.watermark AS "SettledWatermark", b.earned AS "SettledEarned"
  FROM result.rebate r
  JOIN ops.run s ON s.id = r.run_id AND s.status IN ('succeeded', 'incomplete')
  LEFT JOIN result.rebate b ON b.id = r.settled_id
  LEFT JOIN ops.run bs ON bs.id = b.run_id
