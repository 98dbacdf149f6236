using System.Text.Json;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Domain.Warehouses;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Pipelines.Orders;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Answered order lines with the ERP's number and the WMS's status, for the reply to the dealer.</summary>
internal static class OrderReplyStore
{
    // Answers newer than the last reply this dealer got.
    private const string NotReplied =
        $"""
        a.run_id > coalesce((SELECT max(f.run_id) FROM delivery.file f
                              WHERE f.kind = '{ReplyOrdersPipeline.FileKind}' AND f.dealer_code = a.dealer_code), 0)
        """;

    public static Task<IReadOnlyList<string>> DealersToAnswerAsync(NpgsqlTransaction transaction,
        CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction, $"SELECT DISTINCT a.dealer_code FROM result.order_answer a WHERE {NotReplied} ORDER BY 1",
            cancel);

    public static async Task<IReadOnlyList<OrderReplyLine>> LinesAsync(
        NpgsqlTransaction transaction, string dealer, BusinessDay day, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<Row>(
            transaction,
            $"""
            SELECT a.order_number AS orderNumber, l.position, l.product_code AS productCode, p.name AS productName,
                   coalesce(l.unit, p.unit) AS unit, l.quantity, l.asked_price AS askedPrice, l.unit_price AS unitPrice,
                   l.accepted, l.split::text AS split, coalesce(l.reason, a.reason) AS reason,
                   coalesce(l.message, a.message) AS message, coalesce(l.remedy, a.remedy) AS remedy,
                   o.partner_number AS erpNumber
              FROM result.order_answer a
              JOIN result.order_answer_line l ON l.order_seq = a.order_seq
              LEFT JOIN LATERAL (SELECT name, unit FROM canonical.product
                                  WHERE code = l.product_code AND until_seq = {CanonicalTable.Current}
                                  LIMIT 1) p ON true
              LEFT JOIN delivery.outbox o ON o.kind = 'sales-order' AND o.key = a.outbox_key
             WHERE a.dealer_code = @dealer AND {NotReplied}
             ORDER BY a.order_number, l.position
            """,
            cancel,
            new { dealer });
        var statuses = (await Sql.QueryAsync<(string Key, string Status)>(
            transaction,
            $"""
            SELECT o.key, coalesce(d.status, o.status)
              FROM delivery.outbox o
              LEFT JOIN canonical.delivery d ON d.number = o.key AND d.until_seq = {CanonicalTable.Current}
             WHERE o.kind = 'delivery-order' AND o.dealer_code = @dealer
            """,
            cancel,
            new { dealer })).ToDictionary(s => s.Key, s => s.Status, StringComparer.Ordinal);
        var standings = await StandingsAsync(transaction, dealer, day, cancel);
        return [.. rows.SelectMany(row => LinesOf(row, dealer, statuses, standings))];
    }

    // Of the delivery orders that these answers sent out.
    private static async Task<Dictionary<string, FulfilmentStanding>> StandingsAsync(
        NpgsqlTransaction transaction, string dealer, BusinessDay day, CancellationToken cancel)
    {
        var replied = (await Sql.QueryAsync<long>(
            transaction,
            "SELECT coalesce(max(run_id), 0) FROM delivery.file WHERE kind = @kind AND dealer_code = @dealer",
            cancel,
            new { kind = ReplyOrdersPipeline.FileKind, dealer })).Single();
        var standings = new Dictionary<string, FulfilmentStanding>(StringComparer.Ordinal);
        await foreach (var (order, word) in FulfilmentStore.ReadAsync(
            transaction, new FulfilmentScope(dealer, AfterRun: replied), day, cancel))
        {
            standings[order.Number] = Fulfilment.Of(order, word, FulfilmentTerms.Patient);
        }

        return standings;
    }

    private static IEnumerable<OrderReplyLine> LinesOf(
        Row row, string dealer, Dictionary<string, string> statuses, Dictionary<string, FulfilmentStanding> standings)
    {
        var split = JsonSerializer.Deserialize<SortedDictionary<string, decimal>>(row.Split)!;
        if (!row.Accepted || split.Count == 0)
        {
            yield return row.ToLine(0m, OrderLineAnswer.Refused, null, null);
            yield break;
        }

        foreach (var (warehouse, quantity) in split)
        {
            var key = OrderDocuments.DeliveryOrderKey(dealer, row.OrderNumber, warehouse);
            var standing = standings.GetValueOrDefault(key);
            yield return row.ToLine(
                quantity, OrderLineAnswer.Accepted, warehouse, statuses.GetValueOrDefault(key)) with
            {
                Shipped = standing?.Lines.FirstOrDefault(l => l.Ordered.Position == row.Position)?.Moved,
                Fulfilment = standing is null ? null : FulfilmentWords.Of(standing.Code),
            };
        }
    }

    private sealed record Row
    {
        public required string OrderNumber { get; init; }

        public required string Position { get; init; }

        public required string ProductCode { get; init; }

        public string? ProductName { get; init; }

        public string? Unit { get; init; }

        public required decimal Quantity { get; init; }

        public decimal? AskedPrice { get; init; }

        public decimal? UnitPrice { get; init; }

        public required bool Accepted { get; init; }

        public required string Split { get; init; }

        public string? Reason { get; init; }

        public string? Message { get; init; }

        public string? Remedy { get; init; }

        public string? ErpNumber { get; init; }

        // A line served by two warehouses asks in each for what that one gives.
        public OrderReplyLine ToLine(decimal accepted, OrderLineAnswer answer, string? warehouse, string? status) =>
            new()
        {
            OrderNumber = OrderNumber,
            Position = Position,
            ProductCode = ProductCode,
            ProductName = ProductName,
            Unit = Unit,
            Asked = answer == OrderLineAnswer.Accepted ? accepted : Quantity,
            Accepted = accepted,
            Answer = answer,
            WarehouseCode = warehouse,
            AskedPrice = AskedPrice,
            Price = UnitPrice,
            ReasonCode = answer == OrderLineAnswer.Refused ? Reason : null,
            Reason = answer == OrderLineAnswer.Refused && Message is not null ? RefusalText.Of(Reason, Message) : null,
            Remedy = answer == OrderLineAnswer.Refused && Remedy is not null ? RefusalText.RemedyOf(Reason, Remedy)
                : null,
            ErpOrderNumber = answer == OrderLineAnswer.Accepted ? ErpNumber : null,
            WmsStatus = status,
        };
    }
}
