using System.Globalization;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// A record of a list; paths that start with @ are what the request asked for (<c>@askedOn</c>). Rows that are one
/// record of ours are added up (合并行): all but the sums is read from the first of them.
/// </summary>
internal sealed class YonBipRecord(
    IReadOnlyList<SourceRecord> rows, IReadOnlyDictionary<string, string> asked, IReadOnlyList<string> sums)
    : SourceRecord
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public override Place Place => rows[0].Place;

    public override bool TryGet(string path, out string? value)
    {
        if (path.StartsWith('@'))
        {
            return asked.TryGetValue(path[1..], out value);
        }

        return rows.Count > 1 && sums.Contains(path) ? TrySum(path, out value) : rows[0].TryGet(path, out value);
    }

    public override IEnumerable<SourceRecord> Children(string path) => rows[0].Children(path);

    public override void TellFields(FieldSample sample) => rows[0].TellFields(sample);

    // What is no number is handed on as it stands, for the mapping to say so; nothing is added over it.
    private bool TrySum(string path, out string? value)
    {
        decimal? sum = null;
        foreach (var row in rows)
        {
            if (!row.TryGet(path, out value))
            {
                return false;
            }

            if (value is null)
            {
                continue;
            }

            if (!decimal.TryParse(value, Plain, CultureInfo.InvariantCulture, out var number))
            {
                return true;
            }

            sum = (sum ?? 0) + number;
        }

        value = sum?.ToString(CultureInfo.InvariantCulture);
        return true;
    }
}
