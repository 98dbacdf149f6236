using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Release;

/// <summary>What a test needs to be the second person of a settlement.</summary>
internal static class Releasing
{
    public const string Postings =
        "SELECT dealer_code, policy, no, amount, form FROM delivery.posting ORDER BY dealer_code, policy, no";

    /// <summary>Of the invoices of <see cref="OpenAsync"/>.</summary>
    public static readonly DateOnly Day = new(2026, 10, 5);

    /// <summary>Of finance, and nobody who prepares in these tests.</summary>
    public const string Second = "sara";

    /// <summary>Two dealers that have bought for 20,000 and 10,000 in October.</summary>
    public static async Task<TestHub> OpenAsync(
        PostgresFixture postgres, TestConfig? config = null, string policy = VolumePolicy.Json)
    {
        var hub = await TestHub.OpenAsync(postgres, (config ?? new TestConfig()) with
        {
            Files = new Dictionary<string, string> { ["rebates/volume.json"] = policy },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        await hub.SeedAsync(
            Datasets.Invoices, Documents.Invoice("R1", "D001", Day, 20_000m),
            Documents.Invoice("R2", "D002", Day, 10_000m));
        return hub;
    }

    /// <summary>Where the results of a settlement stand.</summary>
    public static Task<IReadOnlyList<string>> StatesAsync(this TestHub hub, long run) => hub.RowsAsync(
        $"SELECT DISTINCT state FROM delivery.settlement_line WHERE run_id = {run} ORDER BY 1");

    public static Task AddUserAsync(this TestHub hub, string name, string role = "finance") => hub.ExecuteAsync(
        $"""
        INSERT INTO ops.dashboard_user (name, role, password_hash) VALUES ('{name}', '{role}', 'none')
        ON CONFLICT DO NOTHING
        """);

    /// <summary>A release that nobody works on yet.</summary>
    public static async Task<long> AskReleaseAsync(
        this TestHub hub, long settlement, string by = Second, string? policy = null, string? dealer = null)
    {
        await hub.AddUserAsync(Second);
        var settled = await hub.FindAsync(settlement);
        var part = new ReleasePart(settlement, policy, dealer);
        return await hub.Database.InTransactionAsync(
            (_, transaction) => RunStore.AddAsync(
                transaction, new RunRequest("release", part.Scope, settled.Period, by, part.ToJson())),
            CancellationToken.None);
    }

    public static async Task<Run> ReleaseAsync(
        this TestHub hub, long settlement, string by = Second, string? policy = null, string? dealer = null)
    {
        var run = await hub.AskReleaseAsync(settlement, by, policy, dealer);
        await hub.WorkAsync(run);
        return await hub.FindAsync(run);
    }

    /// <summary>Settles a period, and has it released where something is to be paid; returns the settlement.</summary>
    public static async Task<Run> SettleAndReleaseAsync(
        this TestHub hub, string period, string dealer = "", int jobs = 1)
    {
        var settled = await hub.SucceedAsync("settle", dealer, period, jobs: jobs);
        if (await hub.CountAsync($"delivery.settlement_line WHERE run_id = {settled.Id} AND state = 'prepared'") > 0)
        {
            var released = await hub.ReleaseAsync(settled.Id);
            Assert.True(released.Status == RunStatus.Succeeded, $"{released.Status}: {released.Error}{released.Note}");
        }

        return settled;
    }
}
