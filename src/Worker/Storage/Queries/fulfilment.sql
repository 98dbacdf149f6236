-- What was asked of warehouses with all they said of it, a document a row: ours out of the outbox, then those that are
-- known by reports alone and that state what was planned.
WITH asked AS (
    SELECT o.kind AS document_kind, o.key, o.dealer_code, o.payload, o.status, o.reason,
           coalesce(o.ended_at, o.created_at) AS sent_at, b.status = 'done' AS taken_back
      FROM delivery.outbox o
      LEFT JOIN delivery.outbox b
        ON b.connector = o.connector AND b.key = o.key AND b.kind = o.kind || '-cancel'
     WHERE o.kind IN ('delivery-order', 'entry-order')
       AND (@Dealer::text IS NULL OR o.dealer_code = @Dealer) AND o.run_id > @AfterRun
       AND (@Since::timestamptz IS NULL OR o.created_at >= @Since)
       AND (@Before::timestamptz IS NULL OR o.created_at < @Before)
    UNION ALL
    SELECT CASE WHEN r.kind = 'delivery' THEN 'delivery-order' ELSE 'entry-order' END, r.document_number, NULL,
           json_build_object('warehouse_code', min(r.warehouse_code))::jsonb, NULL, NULL, NULL, NULL
      FROM canonical.warehouse_word r
     WHERE r.kind <> 'stock_change' AND @Dealer::text IS NULL
       AND NOT EXISTS (SELECT FROM delivery.outbox o
                        WHERE o.key = r.document_number AND o.kind IN ('delivery-order', 'entry-order'))
       AND EXISTS (SELECT FROM canonical.warehouse_report_line l
                    WHERE l.seq = r.seq AND l.planned_quantity IS NOT NULL)
     GROUP BY 1, 2
    HAVING (@Since::timestamptz IS NULL OR min(r.heard_at) >= @Since)
       AND (@Before::timestamptz IS NULL OR min(r.heard_at) < @Before)
)
SELECT a.document_kind AS kind, a.key, a.dealer_code AS dealerCode, a.payload ->> 'order_number' AS orderNumber,
       a.payload ->> 'warehouse_code' AS warehouse, a.payload -> 'lines' AS lines, a.status, a.reason,
       a.sent_at AS sentAt, coalesce(a.taken_back, false) AS takenBack, h.reports, h.heard_at AS heardAt,
       d.status AS listedStatus, d.lines AS listedLines, d.heard_at AS listedAt
  FROM asked a
  LEFT JOIN LATERAL (
      SELECT max(r.heard_at) AS heard_at,
             json_agg(json_build_object(
                 'id', r.report_id, 'confirmation', r.confirmation, 'status', r.status, 'at', r.heard_at,
                 'lines', (SELECT json_agg(json_build_object(
                                      'position', l.order_position, 'product', l.product_code,
                                      'quantity', l.quantity::text, 'planned', l.planned_quantity::text)
                                  ORDER BY l.line_no)
                             FROM canonical.warehouse_report_line l WHERE l.seq = r.seq))) AS reports
        FROM canonical.warehouse_word r
       WHERE r.document_number = a.key
         AND r.kind = ANY (CASE a.document_kind WHEN 'delivery-order' THEN ARRAY['delivery']
                                                ELSE ARRAY['entry', 'return'] END)) h ON true
  LEFT JOIN LATERAL (
      SELECT c.status, u.created_at AS heard_at,
             (SELECT json_agg(json_build_object(
                         'position', l.order_position, 'product', l.product_code, 'quantity', l.quantity::text)
                     ORDER BY l.line_no)
                FROM canonical.delivery_line l WHERE l.seq = c.seq) AS lines
        FROM canonical.delivery c JOIN ops.run u ON u.id = c.run_id
       WHERE c.number = a.key AND c.until_seq = @current AND a.document_kind = 'delivery-order'
       ORDER BY c.seq DESC LIMIT 1) d ON true
 ORDER BY a.sent_at, a.key
