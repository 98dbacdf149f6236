using System.Text.Json;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Reconcile;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>Reconciliations that are only looked at: the dry run, and other rules on past months (试算, 回测).</summary>
public sealed class TrialTests(PostgresFixture postgres)
{
    private static readonly Period October = new(2026, 10);

    [Fact]
    public async Task A_dry_run_comes_out_as_the_run_does_and_leaves_nothing_behind()
    {
        await using var hub = await OpenAsync();
        var trial = await new DryRun(hub.Database, hub.Paths, hub.Get<HubOptions>())
            .RunAsync(October, "", CancellationToken.None);
        Assert.Equal(0, await hub.CountAsync("result.reconciliation"));
        Assert.Equal(0, await hub.CountAsync("ops.run WHERE pipeline = 'reconcile'"));

        await hub.RunAsync("reconcile", period: "2026-10");
        Assert.Equal(
            await hub.RowsAsync(
                "SELECT dealer_code, status, matches, difference, residual FROM result.reconciliation ORDER BY 1"),
            trial.Select(d => d.Status == "incomplete"
                ? $"{d.DealerCode}|{d.Status}|{d.Matches}||"
                : $"{d.DealerCode}|{d.Status}|{d.Matches}|{d.Difference:0.##}|{d.Residual:0.##}"));
        Assert.Contains("1 green, 1 open, 1 incomplete", TrialText.Of(October, trial));
    }

    [Fact]
    public async Task Other_rules_show_what_they_gain_lose_and_change_on_the_input_of_then()
    {
        await using var hub = await OpenAsync();
        var run = await hub.RunAsync("reconcile", period: "2026-10");
        // Known only after the run: no part of the replay.
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R9", "D001", Day(9), 9m));
        var wide = RulesFile.In(hub.Paths).Load() with
        {
            Version = 2,
            Steps = ["exactKey", "tolerance"],
            Tolerance = new Tolerance { Absolute = 1m, Percent = 0m, DateWindowDays = 20 },
        };
        var period = Assert.Single(await new WhatIf(hub.Database, hub.Get<HubOptions>())
            .RunAsync(wide, null, 3, "", CancellationToken.None));

        Assert.Equal((run.Id, "2026-10", 2, 0.60m, 0m),
            (period.Run, period.Period, period.Dealers, period.ResidualBefore, period.ResidualAfter));
        Assert.Equal(
            ["Gained D002  R4 = 1 (tolerance)", "Lost D001 R2 = 2 (normalisedKey) "],
            period.Changes.Select(c => $"{c.Kind} {c.DealerCode} {c.Before} {c.After}").Order(StringComparer.Ordinal));
        Assert.Equal(2, await hub.CountAsync($"result.match WHERE run_id = {run.Id}"));
        Assert.Contains("1 gained, 1 lost, 0 changed", TrialText.Of(wide, [period]));
        Assert.NotEmpty(JsonSerializer.Serialize(period));
    }

    private static DateOnly Day(int day) => new(2026, 10, day);

    // D001 agrees, once by a number with zeros in front; D002 booked another amount and no number; D003 sent nothing.
    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(
            Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"), Documents.Dealer("D003"));
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("R1", "D001", Day(5), 100m), Documents.Invoice("R2", "D001", Day(6), 20m),
            Documents.Invoice("R4", "D002", Day(7), 50m), Documents.Invoice("R5", "D003", Day(8), 1m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D001", "2026-10", 0m, 120m, ("invoice", "R1", Day(5), 100m), ("invoice", "00R2", Day(26), 20m)));
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D002", "2026-10", 0m, 50.6m, ("invoice", "", Day(8), 50.6m)));
        return hub;
    }
}
