using System.Text.Json;
using DealerIntegration.Domain.Orders;
using DealerIntegration.Worker.Pipelines.Orders;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Dealers' orders and the answers to them. An order that was accepted once is not answered again.</summary>
internal static class OrderStore
{
    private const string Waiting =
        """
        NOT EXISTS (SELECT 1 FROM result.order_answer a
                     WHERE a.dealer_code = o.dealer_code AND a.order_number = o.number
                       AND (a.accepted OR a.order_seq = o.seq))
        """;

    public static async Task<long> WaitingAsync(NpgsqlTransaction transaction, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction,
            $"SELECT count(*) FROM canonical.dealer_order o WHERE o.until_seq = {CanonicalTable.Current} AND {Waiting}",
            cancel)).Single();

    public static async Task<IReadOnlyList<WaitingOrder>> LoadWaitingAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<OrderRow>(
            transaction,
            $"""
            SELECT o.seq, o.dealer_code AS dealerCode, o.number, o.order_date AS orderDate,
            o.requested_date AS requestedDate,
                   l.position, l.product_code AS productCode, l.quantity, l.unit, l.unit_price AS unitPrice
              FROM canonical.dealer_order o
              JOIN canonical.dealer_order_line l ON l.seq = o.seq
             WHERE o.seq <= @watermark AND o.until_seq > @watermark AND {Waiting}
             ORDER BY o.seq, l.line_no
            """,
            cancel,
            new { watermark });
        return
        [
            .. rows.GroupBy(r => r.Seq).Select(group =>
            {
                var head = group.First();
                return new WaitingOrder(
                    head.Seq,
                    head.RequestedDate,
                    new DealerOrder(
                        head.DealerCode, head.Number, head.OrderDate, null,
                        [.. group.Select(l =>
                            new DealerOrderLine(l.Position, l.ProductCode, l.Quantity, l.Unit, l.UnitPrice))]));
            }),
        ];
    }

    public static async Task SaveAsync(
        NpgsqlTransaction transaction, long run, WaitingOrder waiting, OrderAnswer answer, CancellationToken cancel)
    {
        var reason = answer.Reasons.Count > 0 ? answer.Reasons[0] : null;
        await Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO result.order_answer (order_seq, run_id, dealer_code, order_number, accepted, net_amount,
                gross_amount, reason, message, remedy, arithmetic, rule_version, outbox_key)
            VALUES (@Seq, @run, @DealerCode, @Number, @IsAccepted, @NetAmount, @GrossAmount, @reason, @message, @remedy,
                @arithmetic, @RuleVersion, @key)
            """,
            cancel,
            new
            {
                waiting.Seq,
                run,
                answer.DealerCode,
                answer.Number,
                answer.IsAccepted,
                answer.NetAmount,
                answer.GrossAmount,
                reason = reason?.Code.ToString(),
                message = reason?.Message,
                remedy = reason?.Remedy,
                arithmetic = answer.Credit?.Arithmetic,
                answer.RuleVersion,
                key = answer.IsAccepted ? OrderDocuments.SalesOrderKey(answer.DealerCode, answer.Number) : null,
            });
        foreach (var (line, asked) in answer.Lines.Zip(waiting.Order.Lines))
        {
            await SaveLineAsync(transaction, waiting.Seq, line, asked, answer.IsAccepted, cancel);
        }
    }

    private static Task SaveLineAsync(
        NpgsqlTransaction transaction, long seq, LineAnswer line, DealerOrderLine asked, bool orderAccepted,
        CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO result.order_answer_line (order_seq, position, product_code, quantity, asked_price, unit,
                accepted, unit_price, net_amount, split, reason, message, remedy, arithmetic)
            VALUES (@seq, @Position, @ProductCode, @Quantity, @askedPrice, @unit, @accepted, @UnitPrice, @NetAmount,
                @split::jsonb, @reason, @message, @remedy, @PriceArithmetic)
            """,
            cancel,
            new
            {
                seq,
                line.Position,
                line.ProductCode,
                line.Quantity,
                askedPrice = asked.UnitPrice,
                unit = asked.Unit,
                accepted = line.IsAccepted && orderAccepted,
                line.UnitPrice,
                line.NetAmount,
                split = JsonSerializer.Serialize(line.Split.ToDictionary(s => s.Warehouse, s => s.Quantity)),
                reason = line.Reasons.Count > 0 ? line.Reasons[0].Code.ToString() : null,
                message = line.Reasons.Count > 0 ? string.Join(" ", line.Reasons.Select(r => r.Message)) : null,
                remedy = line.Reasons.Count > 0 ? string.Join(" ", line.Reasons.Select(r => r.Remedy)) : null,
                line.PriceArithmetic,
            });

    public static async Task<OrderSummary> SummariseAsync(NpgsqlTransaction transaction, long run,
        CancellationToken cancel) =>
        (await Sql.QueryAsync<OrderSummary>(
            transaction,
            """
            SELECT (count(*) FILTER (WHERE accepted))::int AS accepted,
            (count(*) FILTER (WHERE NOT accepted))::int AS refused,
                   coalesce(sum(net_amount) FILTER (WHERE accepted), 0) AS netAmount
              FROM result.order_answer WHERE run_id = @run
            """,
            cancel,
            new { run })).Single();

    private sealed record OrderRow
    {
        public required long Seq { get; init; }

        public required string DealerCode { get; init; }

        public required string Number { get; init; }

        public required DateOnly OrderDate { get; init; }

        public DateOnly? RequestedDate { get; init; }

        public required string Position { get; init; }

        public required string ProductCode { get; init; }

        public required decimal Quantity { get; init; }

        public string? Unit { get; init; }

        public decimal? UnitPrice { get; init; }
    }
}

/// <summary>Figures of an answering run.</summary>
internal sealed record OrderSummary(int Accepted, int Refused, decimal NetAmount);
