using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>A document that the other side has in the month before or after is found there (跨期).</summary>
public sealed class MonthsBesideTests(PostgresFixture postgres)
{
    private static readonly DateOnly InOctober = new(2026, 10, 30);
    private static readonly DateOnly InNovember = new(2026, 11, 2);

    [Theory]
    [InlineData("90000128", "９００００１２８")]
    [InlineData("90000128", "90000128 ")]
    [InlineData("90000128", "INV 9000 0128")]
    [InlineData("SI-77ab", "ｓｉ－７７ＡＢ")]
    [InlineData("12", "0012")]
    public async Task Whatever_way_the_dealer_writes_its_number(string ours, string theirs) =>
        Assert.Equal(["MissingInTheirs|OtherPeriod"], await BreaksAsync(
            Documents.Invoice(ours, "D001", InOctober, 100m),
            Documents.Ledger("D001", "2026-11", 0m, 100m, ("invoice", theirs, InNovember, 100m))));

    [Fact]
    public async Task And_is_not_the_same_where_that_months_ledger_is_in_another_currency() =>
        Assert.Equal(["MissingInTheirs|"], await BreaksAsync(
            Documents.Invoice("90000128", "D001", InOctober, 100m),
            Documents.LedgerIn("USD", "D001", "2026-11", 0m, 100m, ("invoice", "90000128", InNovember, 100m))));

    private async Task<IReadOnlyList<string>> BreaksAsync(MappedDocument invoice, MappedDocument november)
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Invoices, invoice);
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-10", 0m, 0m), november);
        var run = await hub.SucceedAsync("reconcile", period: "2026-10");
        return await hub.RowsAsync($"SELECT kind, cause FROM result.break WHERE run_id = {run.Id}");
    }
}
