using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;

/// <summary>
/// A code that was scanned twice (重复扫码): the same one in the same direction on the same day, anywhere in the file. The
/// first counts; a scanner that beeps twice must not make two of one piece. Only hashes are held.
/// </summary>
internal sealed class RepeatedScans(DatasetSpec spec, IUploadKnowledge knowledge)
{
    private const string Code = "code";

    private readonly Dictionary<UInt128, (string Sheet, int Row)> _seen = [];

    public void Check(TableRow row)
    {
        if (spec != TraceDatasets.DealerScans || !row.IsGood
            || row.Value(Code) is not string code || row.Value("scanned_at") is not DateTimeOffset at)
        {
            return;
        }

        var key = KeyHash.Of($"{row.Value("direction")}|{knowledge.DayOf(at):yyyy-MM-dd}|{code}");
        if (!_seen.TryAdd(key, (row.Table.Sheet.Name, row.Number)))
        {
            row.Mark(Code, ScanFindings.ScannedTwice(_seen[key].Sheet, _seen[key].Row), code);
            row.Values.Remove(Code);
        }
    }
}
