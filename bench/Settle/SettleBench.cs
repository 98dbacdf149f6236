using DealerIntegration.Bench.Commands;
using DealerIntegration.Bench.Measuring;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Settle;

namespace DealerIntegration.Bench.Settle;

/// <summary>Settlement of a month with a trace for every line (返利结算): by one policy, or by twenty.</summary>
internal sealed class SettleBench : IBench
{
    private const string Policy = "2026-monthly-volume.json";

    private readonly bool _many;
    private BenchLab _lab = null!;
    private CopyFloor _floor = null!;
    private string _policies = "";
    private long _traces;

    private SettleBench(string name, bool many) => (Name, _many) = (name, many);

    public string Name { get; }

    public string Floor =>
        "COPY out of the invoices and their lines, COPY in of the trace that ours writes, without keys";

    public string? Baseline => _many
        ? null
        : "SQL that computes the stepped tiers and writes the same trace, shares by largest remainder";

    public long Rows { get; private set; }

    public int BaselineShare => 1;

    public IReadOnlyList<string> Remarks => [$"{BenchPrinter.Whole(_traces)} rows of trace"];

    /// <summary>One policy that every line falls under.</summary>
    public static SettleBench One() => new("settle-1", many: false);

    /// <summary>Twenty policies of mixed rules, of which a line falls under two.</summary>
    public static SettleBench Twenty() => new("settle-20", many: true);

    public async Task PrepareAsync(BenchLab lab, BenchScale scale, CancellationToken cancel)
    {
        var (lines, dealers) = scale == BenchScale.Full ? (10_000_000, 5_000) : (50_000, 300);
        _lab = lab;
        Rows = lines;
        _policies = Directory.CreateDirectory(Path.Combine(lab.Folder, "policies")).FullName;
        if (_many)
        {
            TwentyPolicies.Write(_policies);
        }
        else
        {
            File.Copy(Path.Combine(lab.Paths.Config, "rebates", Policy), Path.Combine(_policies, Policy));
        }

        await lab.ExecuteAsync(BenchSql.Load("bench-run"), cancel);
        await lab.ExecuteAsync(BenchSql.Load("settle-data", ("lines", lines), ("dealers", dealers)), cancel);
        await RunOursAsync(cancel);
        _floor = new CopyFloor(lab)
            .Out("SELECT seq, number, dealer_code, invoice_date, currency FROM canonical.invoice")
            .Out("SELECT seq, position, product_code, quantity, net_amount, gross_amount FROM canonical.invoice_line");
        await _floor.TakeAsync("result", "rebate", cancel);
        await _floor.TakeAsync("result", "rebate_line", cancel);
    }

    // A run whose results are gone must not count as settled.
    public async Task ResetAsync(CancellationToken cancel)
    {
        await _floor.ResetAsync(cancel);
        await _lab.ExecuteAsync(
            """
            TRUNCATE result.rebate, result.rebate_line;
            UPDATE ops.run SET status = 'failed' WHERE pipeline = 'settle';
            """,
            cancel);
    }

    public Task RunFloorAsync(CancellationToken cancel) => _floor.RunAsync(cancel);

    public Task RunBaselineAsync(CancellationToken cancel) =>
        _lab.ExecuteAsync($"BEGIN; {BenchSql.Load("settle-baseline")} COMMIT", cancel);

    public Task RunOursAsync(CancellationToken cancel) =>
        _lab.RunAsync(
            new RunRequest("settle", "", "2026-10", "bench", SettlePipeline.Parameters(_policies)), cancel);

    // Shares add up to what was earned; and two engines, one answer: the same share to the cent on every line.
    public async Task CompareAsync(CancellationToken cancel)
    {
        var (traces, wrong) = await _lab.AskAsync<(long, long)>(
            """
            SELECT sum(count), count(*) FILTER (WHERE earned <> shares OR lines <> count)
              FROM (SELECT r.id, r.earned, r.lines, count(*), sum(l.share) AS shares
                      FROM result.rebate r JOIN result.rebate_line l ON l.rebate_id = r.id GROUP BY r.id) r
            """,
            cancel);
        _traces = traces;
        if (wrong != 0 || traces != (_many ? 2 : 1) * Rows)
        {
            throw new BenchException($"{Rows} lines have {traces} rows of trace, and {wrong} results do not add up.");
        }

        if (!_many)
        {
            await CompareWithBaselineAsync(cancel);
        }
    }

    private async Task CompareWithBaselineAsync(CancellationToken cancel)
    {
        var (lines, different) = await _lab.AskAsync<(long, long)>(
            """
            SELECT count(*), count(*) FILTER (WHERE o.share IS DISTINCT FROM b.share)
              FROM (SELECT r.policy, r.dealer_code, l.document_number, l.position, l.share
                      FROM result.rebate r JOIN result.rebate_line l ON l.rebate_id = r.id) o
              FULL JOIN bench.sql_trace b USING (policy, dealer_code, document_number, position)
            """,
            cancel);
        if (lines != Rows || different != 0)
        {
            throw new BenchException(
                $"Of {Rows} lines {lines} have a trace, and {different} get another share from the baseline than from "
                + "ours.");
        }
    }
}
