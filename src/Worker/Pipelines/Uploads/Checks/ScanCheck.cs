using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Uploads.Checks;

/// <summary>
/// Holds a dealer's scan list against everybody else's records of its codes (扫码核对), and writes beside each row whose
/// the goods were by them. Whoever has them instead is never told.
/// </summary>
internal sealed class ScanCheck(FileAtWork file, HubPaths paths) : IDisposable
{
    // Of so many codes at once the records are held in memory.
    private const int CodesAtOnce = 5_000;

    private static readonly int Code = TraceDatasets.DealerScans.IndexOf("code");
    private static readonly int ScannedAt = TraceDatasets.DealerScans.IndexOf("scanned_at");
    private static readonly int Standing = TraceDatasets.DealerScans.IndexOf("standing");

    private HashSet<string>? _suppliers;
    private MappedIndex? _index;

    /// <param name="definition">Tells what is done about what does not fit.</param>
    /// <param name="documents">Rows of the file; each gets its standing.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyList<RowFinding>> FindAsync(
        UploadDefinition? definition, IReadOnlyList<MappedDocument> documents, CancellationToken cancel)
    {
        if (definition?.Dataset != TraceDatasets.DealerScans.Name || documents.Count == 0)
        {
            return [];
        }

        var dealer = file.Upload.DealerCode;
        if (_suppliers is null)
        {
            // Once, however many parts a long list comes in.
            _index = await LatestIndex.OpenAsync(paths, file.Transaction, cancel);
            _suppliers = SuppliersOf(
                dealer, await MasterStore.RelationsAsync(file.Transaction, file.Watermark, cancel));
        }

        var check = definition.Checks.ScannedCodes ?? new ScannedCodesCheck();
        var findings = new List<RowFinding>();
        foreach (var part in documents.Chunk(CodesAtOnce))
        {
            var trace = await new CodeTraceStore(file.Transaction, _index, file.Watermark).LoadAsync(
                part.Select(d => (string)d.Values[Code]!).Distinct(StringComparer.Ordinal), cancel);
            var book = trace.ToBook();
            foreach (var document in part)
            {
                var custody = book.At((string)document.Values[Code]!, (DateTimeOffset)document.Values[ScannedAt]!);
                var standing = StandingOf(custody, dealer, _suppliers);
                document.Values[Standing] = standing;
                if (FindingOf(check, document, standing) is { Severity: not CheckSeverity.Off } finding)
                {
                    findings.Add(finding);
                }
            }
        }

        return findings;
    }

    public void Dispose() => _index?.Dispose();

    private static string StandingOf(Custody custody, string dealer, HashSet<string> suppliers)
    {
        string?[] near = [custody.Dealer, custody.From, custody.Next?.Dealer];
        return custody is { State: CustodyState.WithDealer, Gap: null } && custody.Dealer == dealer
                ? ScanStandings.Held
            : near.Contains(dealer) ? ScanStandings.OtherTime
            : near.Any(code => code is not null && suppliers.Contains(code)) ? ScanStandings.Supplier
            : custody.State == CustodyState.Unknown ? ScanStandings.Unknown
            : ScanStandings.Elsewhere;
    }

    private static RowFinding? FindingOf(ScannedCodesCheck check, MappedDocument document, string standing)
    {
        var code = (string)document.Values[Code]!;
        return standing switch
        {
            ScanStandings.Unknown => new(document, "code", code, ScanFindings.UnknownCode(), check.Unknown),
            ScanStandings.Elsewhere => new(document, "code", code, ScanFindings.NotShippedHere(), check.Elsewhere),
            _ => null,
        };
    }

    // Whoever is above the dealer in the tree may have sent it the goods without a record of each code.
    private static HashSet<string> SuppliersOf(
        string dealer, IReadOnlyList<(string Code, string? Group, string? Parent)> relations)
    {
        var parents = relations.GroupBy(r => r.Code, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last().Parent, StringComparer.Ordinal);
        var above = new HashSet<string>(StringComparer.Ordinal);
        for (var next = parents.GetValueOrDefault(dealer); next is not null && above.Add(next);)
        {
            next = parents.GetValueOrDefault(next);
        }

        return above;
    }
}

/// <summary>Whose scanned goods were by everybody else's records (货权核对结果).</summary>
internal static class ScanStandings
{
    /// <summary>The dealer's, at that time.</summary>
    public const string Held = "held";

    /// <summary>The dealer's before or after.</summary>
    public const string OtherTime = "other-time";

    /// <summary>Of a dealer above it.</summary>
    public const string Supplier = "supplier";

    public const string Elsewhere = "elsewhere";

    /// <summary>No record names the code.</summary>
    public const string Unknown = "unknown";
}
