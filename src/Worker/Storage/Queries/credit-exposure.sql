-- Credit in use by dealer (信用占用), with tax: open order quantities at the order's price, shipments that no invoice
-- names yet at the price of their order, and the balance of invoices and payments.
WITH tax AS (
    SELECT DISTINCT ON (code) code, coalesce(tax_rate, 0) AS rate FROM canonical.product
     WHERE seq <= @watermark AND until_seq > @watermark ORDER BY code, seq DESC),
shipped AS (
    SELECT s.number, s.order_number, s.dealer_code, l.order_position, l.product_code, l.quantity
      FROM canonical.shipment s JOIN canonical.shipment_line l ON l.seq = s.seq
     WHERE s.seq <= @watermark AND s.until_seq > @watermark),
ordered AS (
    SELECT o.number, o.dealer_code, o.status, l.position, l.product_code, l.quantity, coalesce(l.unit_price, 0) AS price
      FROM canonical.sales_order o JOIN canonical.sales_order_line l ON l.seq = o.seq
     WHERE o.seq <= @watermark AND o.until_seq > @watermark),
open_orders AS (
    SELECT o.dealer_code,
           sum(round(greatest(o.quantity - coalesce(s.quantity, 0), 0) * o.price * (1 + coalesce(t.rate, 0)), 2)) AS amount
      FROM ordered o
      LEFT JOIN (SELECT order_number, order_position, sum(quantity) AS quantity FROM shipped GROUP BY 1, 2) s
        ON s.order_number = o.number AND s.order_position = o.position
      LEFT JOIN tax t ON t.code = o.product_code
     WHERE coalesce(o.status, '') NOT IN ('complete', 'cancelled')
     GROUP BY o.dealer_code),
not_invoiced AS (
    SELECT s.dealer_code, sum(round(s.quantity * o.price * (1 + coalesce(t.rate, 0)), 2)) AS amount
      FROM shipped s
      JOIN ordered o ON o.number = s.order_number AND o.position = s.order_position
      LEFT JOIN tax t ON t.code = s.product_code
     WHERE NOT EXISTS (SELECT 1 FROM canonical.invoice i
                        WHERE i.shipment_number = s.number AND i.seq <= @watermark AND i.until_seq > @watermark)
     GROUP BY s.dealer_code),
balance AS (
    SELECT dealer_code, sum(amount) AS amount
      FROM (SELECT dealer_code, gross_amount AS amount FROM canonical.invoice
             WHERE seq <= @watermark AND until_seq > @watermark
            UNION ALL
            SELECT dealer_code, amount FROM canonical.payment WHERE seq <= @watermark AND until_seq > @watermark) d
     GROUP BY dealer_code)
SELECT d.code, coalesce(o.amount, 0), coalesce(n.amount, 0), greatest(coalesce(b.amount, 0), 0),
       greatest(-coalesce(b.amount, 0), 0)
  FROM (SELECT DISTINCT code FROM canonical.dealer WHERE seq <= @watermark AND until_seq > @watermark) d
  LEFT JOIN open_orders o ON o.dealer_code = d.code
  LEFT JOIN not_invoiced n ON n.dealer_code = d.code
  LEFT JOIN balance b ON b.dealer_code = d.code
