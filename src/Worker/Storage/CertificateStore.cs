using System.Text.Json;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>ops.certificate</c> (完整性证明): everything the partner holds in the window is accepted or rejected by name.
/// </summary>
internal static class CertificateStore
{
    public static async Task<RunEnd> CertifyAsync(
        NpgsqlTransaction transaction, long run, string connector, string dataset, ImportCounts counts,
        CancellationToken cancel)
    {
        var gaps = Gaps(counts).ToList();
        var tally = counts.Tally;
        var remarks = gaps.Count > 0
            ? string.Join("; ", gaps)
            : $"{tally.AcceptedLines} accepted + {tally.RejectedLines} rejected = {tally.Lines} lines "
                + $"in {tally.Documents} documents";
        await Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO ops.certificate (run_id, connector, dataset, complete, source_total, tally, remarks)
            VALUES (@run, @connector, @dataset, @complete, @total, @tally::jsonb, @remarks)
            """,
            cancel,
            new
            {
                run,
                connector,
                dataset,
                complete = gaps.Count == 0,
                total = counts.SourceTotal,
                tally = JsonSerializer.Serialize(tally, JsonSerializerOptions.Web),
                remarks,
            });
        var note = gaps.Count > 0 ? remarks
            : tally.RejectedLines > 0
                ? $"{tally.RejectedLines} of {tally.Lines} lines rejected, each named with its remedy"
            : null;
        return new RunEnd(gaps.Count == 0, counts.ToJson(), note);
    }

    private static IEnumerable<string> Gaps(ImportCounts counts)
    {
        var tally = counts.Tally;
        if (tally.AcceptedLines + tally.RejectedLines != tally.Lines)
        {
            yield return $"{tally.Lines} lines read, but {tally.AcceptedLines} accepted "
                + $"and {tally.RejectedLines} rejected";
        }

        // Fewer than the partner counts is a gap. More happens while rows move between pages: a record then comes
        // twice and its key makes it one.
        if (counts.SourceTotal is { } total && tally.Records < total)
        {
            yield return $"the partner counts {total} records, {tally.Records} came";
        }
    }
}
