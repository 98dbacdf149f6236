using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>How a file that a dealer owes stands (报送状态).</summary>
internal enum FileStanding
{
    /// <summary>All of it, or a partner system has given the same.</summary>
    Taken,

    /// <summary>Rows of it wait to be corrected.</summary>
    TakenInPart,

    Refused,

    Missing,
}

/// <summary>A file that a dealer owes for a period, with the last one that came.</summary>
/// <param name="Last">Null where none came; one that was not recognised where there is no better.</param>
internal sealed record ExpectedFile(
    string DealerCode, string DealerName, string Dataset, FileStanding Standing, UploadLine? Last);

/// <summary>What dealers owe for a period and have or have not sent (应报未报).</summary>
internal static class ExpectedFiles
{
    // The name under which uploads put what dealers send into the canonical tables.
    private const string FilesSource = "dealer-files";

    public static async Task<IReadOnlyList<ExpectedFile>> OfAsync(
        NpgsqlTransaction transaction, IReadOnlyList<UploadDefinition> definitions, Period period,
        CancellationToken cancel)
    {
        var dealers = await MasterStore.DealersAsync(transaction, cancel);
        var last = await UploadListStore.LastAsync(transaction, period.ToString(), cancel);
        var given = await UploadListStore.ByConnectorAsync(
            transaction, period.ToString(), period.Start, period.End, FilesSource, cancel);
        return [.. Of(definitions, dealers.Values, last, given)];
    }

    internal static IEnumerable<ExpectedFile> Of(
        IReadOnlyList<UploadDefinition> definitions, IEnumerable<MasterDealer> dealers, IReadOnlyList<UploadLine> last,
        IReadOnlySet<(string Dealer, string Dataset)> given)
    {
        var byDealer = last.ToLookup(line => line.DealerCode, StringComparer.Ordinal);
        foreach (var dealer in dealers.OrderBy(d => d.Code, StringComparer.Ordinal))
        {
            foreach (var definition in definitions.Where(d => d.Expected?.Names(dealer.Code, dealer.Tier) == true))
            {
                var files = byDealer[dealer.Code].ToList();
                var file = files.Find(f => f.Dataset == definition.Dataset);
                var standing = file is not null ? StandingOf(file) : FileStanding.Missing;
                if (given.Contains((dealer.Code, definition.Dataset)))
                {
                    standing = FileStanding.Taken;
                }

                yield return new ExpectedFile(
                    dealer.Code, dealer.Name, definition.Dataset, standing,
                    file ?? (standing == FileStanding.Missing ? files.Find(f => f.Dataset is null) : null));
            }
        }
    }

    private static FileStanding StandingOf(UploadLine file) => file.Verdict switch
    {
        nameof(UploadVerdict.Accepted) => FileStanding.Taken,
        nameof(UploadVerdict.AcceptedWithRejects) => FileStanding.TakenInPart,
        nameof(UploadVerdict.Refused) => FileStanding.Refused,
        _ => FileStanding.Missing,
    };
}
