using System.Globalization;
using DealerIntegration.Bench.Measuring;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Bench.Reconcile;

/// <summary>Reconciliation of a month (对账): load both books, compare with every step and cause, save.</summary>
internal sealed class ReconcileBench : IBench
{
    private BenchLab _lab = null!;
    private CopyFloor _floor = null!;

    public string Name => "reconcile";

    public string Floor =>
        "COPY out of our invoices and of the dealers' ledger lines, COPY in of the matches, breaks and balances that "
        + "ours writes, into tables without keys";

    public string Baseline =>
        "SQL in three stages (exact, tolerance, several to one) that writes its matches; no causes";

    public long Rows { get; private set; }

    public int BaselineShare => 1;

    public IReadOnlyList<string> Remarks { get; private set; } = [];

    public async Task PrepareAsync(BenchLab lab, BenchScale scale, CancellationToken cancel)
    {
        var (lines, dealers) = scale == BenchScale.Full ? (1_000_000, 5_000) : (30_000, 300);
        _lab = lab;
        Rows = 2L * lines;
        await lab.ExecuteAsync(BenchSql.Load("bench-run"), cancel);
        await lab.ExecuteAsync(BenchSql.Load("reconcile-data", ("lines", lines), ("dealers", dealers)), cancel);
        await RunOursAsync(cancel);
        _floor = new CopyFloor(lab)
            .Out("SELECT dealer_code, number, kind, invoice_date, gross_amount, currency FROM canonical.invoice")
            .Out("SELECT seq, position, kind, reference, entry_date, amount, text FROM canonical.ledger_line");
        foreach (var table in (string[])["reconciliation", "match", "break", "open_item", "proposal"])
        {
            await _floor.TakeAsync("result", table, cancel);
        }
    }

    public async Task ResetAsync(CancellationToken cancel)
    {
        await _floor.ResetAsync(cancel);
        await _lab.ExecuteAsync(
            """
            TRUNCATE result.match, result.break, result.open_item, result.proposal, result.reconciliation
            """,
            cancel);
    }

    public Task RunFloorAsync(CancellationToken cancel) => _floor.RunAsync(cancel);

    public Task RunBaselineAsync(CancellationToken cancel) =>
        _lab.ExecuteAsync($"BEGIN; {BenchSql.Load("reconcile-baseline")} COMMIT", cancel);

    public Task RunOursAsync(CancellationToken cancel) =>
        _lab.RunAsync(new RunRequest("reconcile", "", "2026-10", "bench"), cancel);

    public async Task CompareAsync(CancellationToken cancel)
    {
        var causes = await _lab.AskManyAsync<PlantedCause>(BenchSql.Load("reconcile-causes"), cancel);
        Remarks = [.. causes.Select(c => c.ToString())];
        var (residual, matched, baseline) = await _lab.AskAsync<(decimal, long, long)>(
            """
            SELECT (SELECT sum(abs(residual)) FROM result.reconciliation), (SELECT count(*) FROM result.match),
                   (SELECT count(*) FROM bench.sql_match)
            """,
            cancel);
        if (residual != 0m || causes.Any(c => c.Right != c.Planted || c.Found != c.Planted))
        {
            throw new BenchException(
                $"The residual is {residual}, and not every planted cause was found, or more than were planted: "
                + string.Join("; ", Remarks));
        }

        // Plain SQL misses whatever needs more than a number or an amount; what it finds has to be nearly all.
        if (baseline > matched || baseline < Rows / 2 * 94 / 100)
        {
            throw new BenchException($"The baseline matched {baseline} documents, ours {matched}, of {Rows / 2}.");
        }
    }

    /// <summary>How many breaks of a cause were planted, found, and found where they were planted.</summary>
    private sealed record PlantedCause(string Cause, long Planted, long Right, long Found)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Cause}: {Planted} planted, precision {Share(Right, Found):0.0000}, "
            + $"recall {Share(Right, Planted):0.0000}");

        private static decimal Share(long part, long whole) => whole == 0 ? 1m : (decimal)part / whole;
    }
}
