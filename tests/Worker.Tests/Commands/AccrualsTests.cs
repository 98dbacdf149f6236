using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Pipelines.Settle;

namespace DealerIntegration.Worker.Tests.Commands;

/// <summary>What finance books of the estimates, month by month.</summary>
public sealed class AccrualsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Each_month_states_what_it_changes_and_the_changes_add_up_to_the_last_estimate()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.InvoiceAsync("R2", new DateOnly(2026, 10, 6), 15_000m, "D002");
        await hub.SucceedAsync("settle", period: "2026-10");
        await hub.InvoiceAsync("R3", new DateOnly(2026, 11, 6), 30_000m);
        await hub.SucceedAsync("settle", period: "2026-11");
        Assert.Equal(
            ["2026-10,QTR,D001,2026-Q4,CNY,0,240.00,240.00", "2026-10,QTR,D002,2026-Q4,CNY,0,300.00,300.00"],
            await RowsAsync(hub, "2026-10"));
        Assert.Equal(["2026-11,QTR,D001,2026-Q4,CNY,240.00,1260.00,1020.00"], await RowsAsync(hub, "2026-11"));

        // A month that is settled again states its last figures, compared with the same months before it.
        await hub.InvoiceAsync("R4", new DateOnly(2026, 11, 7), 10_000m);
        await hub.SucceedAsync("settle", period: "2026-11");
        Assert.Equal(["2026-11,QTR,D001,2026-Q4,CNY,240.00,1560.00,1320.00"], await RowsAsync(hub, "2026-11"));
    }

    [Fact]
    public async Task What_nothing_is_left_of_is_released()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.SucceedAsync("settle", period: "2026-10");

        // The ERP has corrected the date: the quarter has nothing any more, and no result says so.
        await hub.SeedAsync(
            Datasets.Invoices, Documents.Invoice("R1", "D001", new DateOnly(2026, 9, 5), 12_000m));
        await hub.SucceedAsync("settle", period: "2026-11");
        Assert.Equal(["2026-11,QTR,D001,2026-Q4,CNY,240.00,0,-240.00"], await RowsAsync(hub, "2026-11"));
        Assert.Empty(await RowsAsync(hub, "2026-12"));
    }

    private async Task<IReadOnlyList<string>> RowsAsync(TestHub hub, string month)
    {
        var file = Path.Combine(postgres.NewFolder(), "accruals.csv");
        var (code, said) = await hub.TypeAsync(
            SettlementsCommand.Create(), "settlements", "accruals", "--period", month, "--csv", file);
        Assert.True(code == 0, said);
        return [.. (await File.ReadAllLinesAsync(file)).Skip(1)];
    }
}
