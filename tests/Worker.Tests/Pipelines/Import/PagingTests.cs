using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>A list that moves while it is read: no row is lost, and nothing is called whole without a proof.</summary>
public sealed class PagingTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Day = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Reads_again_after_a_row_in_front_was_taken_away()
    {
        await using var sap = await StartAsync("1", "2", "3", "4", "5", "6");
        await using var hub = await sap.OpenHubAsync(postgres);
        Once(sap, at: 2, () => sap.Payments.RemoveAt(0));
        var run = await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(["1", "2", "3", "4", "5", "6"], await NumbersAsync(hub));
        Assert.Equal(1, ImportCounts.Parse(run.Counts).Pass);
        Assert.Equal(["True|5|5 accepted + 0 rejected = 5 lines in 5 documents"], await CertificateAsync(hub));
    }

    [Fact]
    public async Task Reads_again_after_one_row_went_and_another_came()
    {
        await using var sap = await StartAsync("1", "2", "3", "4", "5", "6");
        await using var hub = await sap.OpenHubAsync(postgres);
        sap.Counts = false;
        Once(sap, at: 2, () => sap.Payments.Add(new SapPayment("0", Day)));
        var run = await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], await NumbersAsync(hub));
        Assert.Equal(1, ImportCounts.Parse(run.Counts).Pass);
    }

    [Fact]
    public async Task Never_calls_a_list_whole_that_does_not_stand_still()
    {
        await using var sap = await StartAsync("1", "2", "3", "4", "5", "6");
        await using var hub = await sap.OpenHubAsync(postgres);
        var next = 10;
        sap.Before = position =>
        {
            if (position == 2)
            {
                sap.Payments.Add(new SapPayment($"{next++}", Day));
            }
        };
        var run = await hub.RunAsync("import", "sap/payments");
        Assert.Equal((RunStatus.Incomplete, 2), (run.Status, ImportCounts.Parse(run.Counts).Pass));
        Assert.Contains("never stood still", run.Note);
    }

    [Fact]
    public async Task Names_a_key_that_is_none_where_the_partner_counts_more_than_it_gives()
    {
        await using var sap = await StartAsync("1", "2", "3", "3");
        await using var hub = await sap.OpenHubAsync(postgres);
        sap.Payments.Insert(1, new SapPayment("2", Day, Amount: 5m));
        var run = await hub.RunAsync("import", "sap/payments");
        Assert.Equal(RunStatus.Incomplete, run.Status);
        Assert.Contains("never came in 3 passes", run.Note);
    }

    [Fact]
    public async Task Counts_rejected_rows_once_however_often_the_list_is_read()
    {
        await using var sap = await StartAsync("1", "2", "3", "4", "5");
        sap.Payments[0] = sap.Payments[0] with { Dealer = "" };
        await using var hub = await sap.OpenHubAsync(postgres);
        Once(sap, at: 4, () => sap.Payments.RemoveAt(1));
        var run = await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(1, ImportCounts.Parse(run.Counts).Pass);
        Assert.Equal(1, await hub.CountAsync("ops.rejected_row"));
    }

    private static void Once(FakeSap sap, int at, Action what)
    {
        var done = false;
        sap.Before = position =>
        {
            if (position == at && !done)
            {
                done = true;
                what();
            }
        };
    }

    private static async Task<FakeSap> StartAsync(params string[] numbers)
    {
        var sap = await FakeSap.StartAsync();
        sap.Payments.AddRange(numbers.Select(n => new SapPayment(n, Day)));
        return sap;
    }

    private static Task<IReadOnlyList<string>> NumbersAsync(TestHub hub) =>
        hub.RowsAsync("SELECT number FROM canonical.payment ORDER BY number");

    private static Task<IReadOnlyList<string>> CertificateAsync(TestHub hub) =>
        hub.RowsAsync("SELECT complete, source_total, remarks FROM ops.certificate");
}
