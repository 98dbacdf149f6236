using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Release;

/// <summary>What a test needs to be the second person of a settlement.</summary>
internal static class Releasing
{
    /// <summary>Of finance, and nobody who prepares in these tests.</summary>
    public const string Second = "sara";

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
