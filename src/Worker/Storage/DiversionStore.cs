using DealerIntegration.Domain.Diversion;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>result.diversion_case</c> and the figures of a run.</summary>
internal static class DiversionStore
{
    public static async Task SaveCasesAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<DiversionCase> cases, CancellationToken cancel)
    {
        await using var rows = await CopyIn.BeginAsync(
            transaction,
            """
            result.diversion_case (run_id, number, standing, dealer_code, product_code, area_code, period, codes,
                shipped, share, value, units, sources, spots, confidence, severity, first_scan, last_scan, event_ids,
                evidence, evidence_zh, rule_version)
            """,
            cancel);
        foreach (var c in cases)
        {
            rows.Row().Long(run).Text(c.Number).Text(c.Standing == CaseStanding.Case ? "case" : "observation")
                .Text(c.DealerCode).Text(c.ProductCode).Text(c.DestinationArea).Text(c.Window.ToString()).Int(c.Codes)
                .Long(c.ShippedItems).Decimal(c.Share).Decimal(c.Value).Int(c.Units).Int(c.Sources).Int(c.Spots)
                .Int(c.Confidence).Text(c.Severity.ToString()).Instant(c.FirstScan).Instant(c.LastScan)
                .Texts(c.EventIds).Text(Weighed.English(c.Evidence)).Text(Weighed.Chinese(c.Evidence))
                .Int(c.RulesVersion);
        }

        await rows.CompleteAsync();
    }

    public static async Task<DiversionSummary> SummariseAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var verdicts = await Sql.QueryAsync<(string Verdict, long Scans)>(
            transaction,
            "SELECT verdict, count(*) FROM result.scan_verdict WHERE run_id = @run GROUP BY verdict ORDER BY verdict",
            cancel,
            new { run });
        var cases = (await Sql.QueryAsync<(int Cases, int Observations)>(
            transaction,
            """
            SELECT (count(*) FILTER (WHERE standing = 'case'))::int,
            (count(*) FILTER (WHERE standing = 'observation'))::int
              FROM result.diversion_case WHERE run_id = @run
            """,
            cancel,
            new { run })).Single();
        return new DiversionSummary(cases.Cases, cases.Observations,
            verdicts.ToDictionary(v => v.Verdict, v => v.Scans));
    }
}

/// <summary>Figures of a diversion run; clean scans are the rows read less those listed here.</summary>
internal sealed record DiversionSummary(int Cases, int Observations, IReadOnlyDictionary<string, long> Verdicts);
