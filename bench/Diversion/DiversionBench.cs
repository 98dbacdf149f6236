using DealerIntegration.Bench.Measuring;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Bench.Diversion;

/// <summary>Diversion check of a month with every signal (窜货比对), the codes loaded included.</summary>
internal sealed class DiversionBench : IBench
{
    private BenchLab _lab = null!;
    private CopyFloor _floor = null!;

    public string Name => "diversion";

    public string Floor =>
        "COPY out of the scans, COPY in of the verdicts that are not clean, without keys; no code is read";

    public string Baseline =>
        "SQL join of scans, codes and dealers that writes the rows that are not clean; no evidence";

    public long Rows { get; private set; }

    public int BaselineShare => 1;

    public async Task PrepareAsync(BenchLab lab, BenchScale scale, CancellationToken cancel)
    {
        var (scans, codes, dealers) = scale == BenchScale.Full ? (1_000_000, 2_000_000, 1_000) : (50_000, 100_000, 200);
        _lab = lab;
        Rows = scans;
        await lab.ExecuteAsync(BenchSql.Load("bench-run"), cancel);
        await lab.ExecuteAsync(
            BenchSql.Load("diversion-data", ("scans", scans), ("codes", codes), ("dealers", dealers)), cancel);
        await RunOursAsync(cancel);
        _floor = new CopyFloor(lab).Out(
            "SELECT event_id, code, scanned_at, area_code, actor, place, device FROM canonical.scan");
        await _floor.TakeAsync("result", "scan_verdict", cancel);
    }

    public async Task ResetAsync(CancellationToken cancel)
    {
        await _floor.ResetAsync(cancel);
        await _lab.ExecuteAsync("TRUNCATE result.scan_verdict, result.diversion_case", cancel);
    }

    public Task RunFloorAsync(CancellationToken cancel) => _floor.RunAsync(cancel);

    public Task RunBaselineAsync(CancellationToken cancel) =>
        _lab.ExecuteAsync($"BEGIN; {BenchSql.Load("diversion-baseline")} COMMIT", cancel);

    public Task RunOursAsync(CancellationToken cancel) =>
        _lab.RunAsync(new RunRequest("match-diversion", "", "2026-10", "bench"), cancel);

    public async Task CompareAsync(CancellationToken cancel)
    {
        var (verdicts, different) = await _lab.AskAsync<(long, long)>(
            """
            SELECT count(*), count(*) FILTER (WHERE o.verdict IS DISTINCT FROM b.verdict)
              FROM result.scan_verdict o FULL JOIN bench.sql_verdict b USING (event_id)
            """,
            cancel);
        if (verdicts == 0 || different != 0)
        {
            throw new BenchException(
                $"Of {verdicts} scans that are not clean, ours and the baseline judge {different} otherwise.");
        }
    }
}
