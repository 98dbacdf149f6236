using System.Text.Json;
using DealerIntegration.Connectors.Contract;
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
        NpgsqlTransaction transaction, long run, string connector, string dataset, Window window, ImportCounts counts,
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
            INSERT INTO ops.certificate
                (run_id, connector, dataset, from_at, to_at, complete, source_total, tally, remarks)
            VALUES (@run, @connector, @dataset, @from, @to, @complete, @total, @tally::jsonb, @remarks)
            """,
            cancel,
            new
            {
                run,
                connector,
                dataset,
                from = window.From?.UtcDateTime,
                to = window.To?.UtcDateTime,
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

    /// <summary>How many documents the pull has shown to be gone.</summary>
    public static Task KeepGoneAsync(NpgsqlTransaction transaction, long run, long gone, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction, "UPDATE ops.certificate SET gone = @gone WHERE run_id = @run", cancel, new { run, gone });

    private static IEnumerable<string> Gaps(ImportCounts counts)
    {
        var tally = counts.Tally;
        if (tally.AcceptedLines + tally.RejectedLines != tally.Lines)
        {
            yield return $"{tally.Lines} lines read, but {tally.AcceptedLines} accepted "
                + $"and {tally.RejectedLines} rejected";
        }

        // By keys, not by rows: one that came twice does not stand for one that was passed over.
        if (counts.Missing > 0)
        {
            yield return $"the partner counts {counts.SourceTotal} records, {counts.Missing} of them never came"
                + (counts.Pass > 0 ? $" in {counts.Pass + 1} passes" : "");
        }

        if (counts.Moved && counts.Missing == 0)
        {
            yield return $"the partner's own count changed from page to page in each of {counts.Pass + 1} passes: the "
                + "list never stood still, and rows may have been passed over; pull it in windows or at a quieter time";
        }

        if (counts.Unproven > 0)
        {
            yield return $"{counts.Unproven} records came on two pages: rows moved while they were listed and others "
                + "may have been passed over; let the source sort by a unique key";
        }
    }
}
