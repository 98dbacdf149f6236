using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests;

/// <summary>Canonical documents as short as a test can say them, stored the way an import stores them.</summary>
internal static class Documents
{
    public static MappedDocument Of(
        DatasetSpec spec, (string Field, object? Value)[] header, params (string Field, object? Value)[][] lines)
    {
        var values = Row(spec.Fields, header);
        var key = string.Join('|', spec.Key.Select(i => values[i] is DateOnly day ? $"{day:yyyy-MM-dd}" : values[i]));
        return new MappedDocument(key, values, [.. lines.Select(l => Row(spec.LineFields, l))], new Place("test"));
    }

    public static MappedDocument Dealer(
        string code, string? territory = null, string currency = "CNY", string? tier = null, string? group = null,
        string? parent = null) =>
        Of(Datasets.Dealers,
            [
                ("code", code), ("name", $"经销商 {code}"), ("currency", currency), ("territory", territory),
                ("tier", tier), ("group_code", group), ("parent_code", parent),
            ]);

    public static MappedDocument Product(string code, string category = "BEVERAGE") =>
        Of(Datasets.Products, [("code", code), ("name", code), ("unit", "EA"), ("category", category)]);

    /// <summary>One line; what the dealer owes is what it says, without tax.</summary>
    public static MappedDocument Invoice(
        string number, string dealer, DateOnly date, decimal amount, string kind = "invoice", string product = "P1",
        string currency = "CNY") =>
        Of(Datasets.Invoices,
            [
                ("number", number), ("dealer_code", dealer), ("kind", kind), ("invoice_date", date),
                ("currency", currency), ("net_amount", amount), ("gross_amount", amount),
            ],
            [
                ("position", "10"), ("product_code", product), ("quantity", amount < 0 ? -1m : 1m),
                ("net_amount", amount), ("gross_amount", amount),
            ]);

    public static MappedDocument Payment(
        string number, string dealer, DateOnly date, decimal amount, string? text = null, string currency = "CNY") =>
        Of(Datasets.Payments,
            [
                ("number", number), ("dealer_code", dealer), ("payment_date", date), ("currency", currency),
                ("amount", -amount), ("reference", number), ("text", text),
            ]);

    public static MappedDocument Ledger(
        string dealer, string period, decimal opening, decimal closing,
        params (string Kind, string Reference, DateOnly Date, decimal Amount)[] lines) =>
        LedgerIn("CNY", dealer, period, opening, closing, lines);

    public static MappedDocument LedgerIn(
        string currency, string dealer, string period, decimal opening, decimal closing,
        params (string Kind, string Reference, DateOnly Date, decimal Amount)[] lines) =>
        Of(Datasets.Ledger,
            [
                ("dealer_code", dealer), ("period", period), ("currency", currency), ("opening_balance", opening),
                ("closing_balance", closing),
            ],
            [
                .. lines.Select((l, i) => new (string, object?)[]
                {
                    ("position", $"{i + 1}"), ("entry_date", l.Date), ("kind", l.Kind), ("reference", l.Reference),
                    ("amount", l.Amount),
                }),
            ]);

    /// <summary>Stores documents in a transaction of their own, under an import run that has ended.</summary>
    public static async Task<UpsertResult> SeedAsync(
        this TestHub hub, DatasetSpec spec, params MappedDocument[] documents)
    {
        var run = await hub.ImportRunAsync();
        UpsertResult? result = null;
        await hub.Database.InTransactionAsync(
            async (_, transaction) => result = await CanonicalStore.UpsertAsync(
                transaction, spec, "sap", run, documents, CancellationToken.None),
            CancellationToken.None);
        return result!;
    }

    /// <summary>A document that its source does not hold any more.</summary>
    public static async Task GoneAsync(this TestHub hub, DatasetSpec spec, string key)
    {
        var run = await hub.ImportRunAsync();
        var version = await hub.ScalarAsync<long>(
            $"""
            SELECT seq FROM canonical.{CanonicalTable.Of(spec).Name}
             WHERE key = '{key}' AND until_seq = {long.MaxValue}
            """);
        Assert.Equal(1, await hub.Database.InTransactionAsync(
            (_, transaction) => GoneStore.CloseAsync(
                transaction, spec, "sap", [version], run, GoneReason.Snapshot, CancellationToken.None),
            CancellationToken.None));
    }

    /// <summary>The row of an import, as documents must name one.</summary>
    public static Task<long> ImportRunAsync(this TestHub hub) => hub.ScalarAsync<long>(
        """
        INSERT INTO ops.run (pipeline, scope, status, code_version, asked_by, ended_at)
        VALUES ('import', 'sap/test', 'succeeded', '1', 'test', now()) RETURNING id
        """)!;

    private static object?[] Row(IReadOnlyList<FieldSpec> fields, (string Field, object? Value)[] values)
    {
        var known = fields.Select(f => f.Name).ToHashSet();
        Assert.All(values, v => Assert.Contains(v.Field, known));
        return [.. fields.Select(f => values.FirstOrDefault(v => v.Field == f.Name).Value)];
    }
}
