using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Pipelines.Release;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Months;

/// <summary>A month of two dealers whose books agree, reconciled and settled, and what a test does to it.</summary>
internal static class Month
{
    public static readonly Period October = Period.Parse("2026-10");

    public static async Task<TestHub> OpenAsync(PostgresFixture postgres, StandingsOfTest? standings = null)
    {
        var hub = await TestHub.OpenAsync(
            postgres,
            add: services => services.AddSingleton(standings ?? (IStatementStandings)new NoStatements()));
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        await hub.SeedMonthAsync("2026-10", 0m);
        return hub;
    }

    /// <summary>An invoice for each dealer, and ledgers that have it.</summary>
    public static async Task SeedMonthAsync(this TestHub hub, string period, decimal opening)
    {
        var day = Period.Parse(period).Start.AddDays(4);
        string[] dealers = ["D001", "D002"];
        await hub.SeedAsync(
            Datasets.Invoices,
            [.. dealers.Select(d => Documents.Invoice($"R-{d}-{period}", d, day, 100m))]);
        await hub.SeedAsync(
            Datasets.Ledger,
            [
                .. dealers.Select(d => Documents.Ledger(
                    d, period, opening, opening + 100m, ("invoice", $"R-{d}-{period}", day, 100m))),
            ]);
    }

    /// <summary>Credit notes of the settlement reach the ERP.</summary>
    public static async Task ReconcileAndSettleAsync(this TestHub hub, string period = "2026-10")
    {
        await hub.SucceedAsync("reconcile", period: period);
        await hub.SettleAsync(period);
    }

    public static async Task SettleAsync(this TestHub hub, string period = "2026-10")
    {
        var run = await hub.SettleAndReleaseAsync(period);
        await hub.ExecuteAsync(
            $"""
            UPDATE delivery.outbox SET status = 'done', ended_by_run = run_id
             WHERE run_id IN (SELECT run_id FROM delivery.release WHERE settle_run = {run.Id})
            """);
    }

    public static Task<PeriodReport> LookAsync(this TestHub hub, Period period) =>
        hub.Get<PeriodDesk>().LookAsync(period, CancellationToken.None);

    public static Task<PeriodSnapshot> CloseAsync(this TestHub hub, Period period) =>
        hub.Get<PeriodDesk>().CloseAsync(period, "fiona", CancellationToken.None);

    public static Task ReopenAsync(this TestHub hub, Period period, string reason = "credit note missing") =>
        hub.Get<PeriodDesk>().ReopenAsync(period, "fiona", reason, CancellationToken.None);

    public static Task<long?> ClosedWatermarkAsync(this TestHub hub, Period period) =>
        hub.Database.InTransactionAsync(
            (_, transaction) => PeriodStore.ClosedWatermarkAsync(transaction, period, CancellationToken.None),
            CancellationToken.None);
}

/// <summary>A hub whose statements nobody has to confirm.</summary>
internal sealed class NoStatements : IStatementStandings
{
    public Task<IReadOnlyDictionary<string, DealerStanding>?> OfAsync(
        NpgsqlTransaction transaction, Period period, DateOnly today, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, DealerStanding>?>(null);
}

/// <summary>Answers to statements as a test says them.</summary>
internal sealed class StandingsOfTest : Dictionary<string, AnswerState>, IStatementStandings
{
    public Task<IReadOnlyDictionary<string, DealerStanding>?> OfAsync(
        NpgsqlTransaction transaction, Period period, DateOnly today, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, DealerStanding>?>(
            this.ToDictionary(s => s.Key, s => new DealerStanding(s.Value)));
}
