using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Warehouses;
using DealerIntegration.Worker.Pipelines;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Which documents of warehouses are looked at.</summary>
/// <param name="Since">Sent from this instant on.</param>
/// <param name="Before">Sent before this one.</param>
/// <param name="AfterRun">Caused by a later run than this one.</param>
internal sealed record FulfilmentScope(
    string? Dealer, DateTimeOffset? Since = null, DateTimeOffset? Before = null, long AfterRun = 0);

/// <summary>What was asked of warehouses and what they say of it, document by document (出入库履约).</summary>
internal static class FulfilmentStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>One after the other: there may be many, and few are of interest.</summary>
    public static async IAsyncEnumerable<(WarehouseOrder Order, WarehouseWord Word)> ReadAsync(
        NpgsqlTransaction transaction, FulfilmentScope scope, BusinessDay day,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var rows = transaction.Connection!.QueryUnbufferedAsync<Row>(
            Sql.Query("fulfilment"),
            new { scope.Dealer, scope.Since, scope.Before, scope.AfterRun, current = CanonicalTable.Current },
            transaction,
            commandTimeout: 0);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            yield return row.ToDocument(day);
        }
    }

    /// <summary>Documents of ours as they were sent, with the connector that took them.</summary>
    public static async Task<IReadOnlyList<(string Connector, PushDocument Document)>> SentAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> keys, CancellationToken cancel) =>
        [
            .. (await Sql.QueryAsync<(string Connector, string Kind, string Key, string Dealer, string Payload)>(
                transaction,
                """
                SELECT connector, kind, key, dealer_code, payload::text FROM delivery.outbox
                 WHERE kind IN ('delivery-order', 'entry-order') AND key = ANY (@keys) ORDER BY id
                """,
                cancel,
                new { keys = keys.ToArray() }))
            .Select(d => (d.Connector, new PushDocument(d.Kind, d.Key, d.Dealer, d.Payload))),
        ];

    private static IReadOnlyList<T> Parsed<T>(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<T>>(json, Json)!;

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private sealed record Row
    {
        public required string Kind { get; init; }

        public required string Key { get; init; }

        public string? DealerCode { get; init; }

        public string? OrderNumber { get; init; }

        public string? Warehouse { get; init; }

        public string? Lines { get; init; }

        public string? Status { get; init; }

        public string? Reason { get; init; }

        public DateTime? SentAt { get; init; }

        public bool TakenBack { get; init; }

        public string? Reports { get; init; }

        public DateTime? HeardAt { get; init; }

        public string? ListedStatus { get; init; }

        public string? ListedLines { get; init; }

        public DateTime? ListedAt { get; init; }

        public (WarehouseOrder Order, WarehouseWord Word) ToDocument(BusinessDay day)
        {
            IReadOnlyList<WarehouseReport> reports = [.. Parsed<ReportJson>(Reports).Select(r => r.ToReport())];
            var listed = ListedStatus is null
                ? null
                : new ListedState(ListedStatus, [.. Parsed<LineJson>(ListedLines).Select(l => l.ToLine())]);
            var heard = HeardAt > ListedAt || ListedAt is null ? HeardAt : ListedAt;
            var way = Kind == PushKinds.DeliveryOrder ? GoodsWay.Out : GoodsWay.In;
            var order = Status is null
                ? WarehouseOrder.OfPlan(Key, way, Warehouse, reports)
                : new WarehouseOrder(
                    Key, way, DealerCode, OrderNumber, Warehouse, Sending, Reason, SentAt is { } at ? day.Of(at) : null,
                    [
                        .. Parsed<PayloadLine>(Lines).Select(l => new WarehouseOrderLine(
                            l.Position, l.ProductCode, Number(l.Quantity))),
                    ]);
            return (order, new WarehouseWord(reports, listed, heard is { } last ? day.Of(last) : null));
        }

        private SendingState Sending => Status switch
        {
            "refused" => SendingState.Refused,
            "done" when TakenBack => SendingState.TakenBack,
            "done" => SendingState.Taken,
            _ => SendingState.Open,
        };
    }

    private sealed record PayloadLine(
        string Position,
        [property: System.Text.Json.Serialization.JsonPropertyName("product_code")] string ProductCode,
        string Quantity);

    private sealed record LineJson(string? Position, string Product, string Quantity, string? Planned)
    {
        public ReportedLine ToLine() => new(
            Position, Product, Number(Quantity), Planned is null ? null : Number(Planned));
    }

    private sealed record ReportJson(
        string Id, string? Confirmation, string? Status, DateTimeOffset At, List<LineJson>? Lines)
    {
        // The mapping's words are fixed by the dataset; another one means that the mapping is wrong.
        public WarehouseReport ToReport() => new(
            Id,
            Confirmation switch
            {
                "final" => true,
                "intermediate" => false,
                null => null,
                _ => throw new Connectors.Configuration.ConfigurationException(
                    $"Report {Id} has the confirmation '{Confirmation}'; map it to final or intermediate in the "
                    + "connector's file and replay warehouse-reports."),
            },
            Status,
            At,
            [.. (Lines ?? []).Select(l => l.ToLine())]);
    }
}
