using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>How often a field came, and how many records stood at it where it holds records.</summary>
/// <param name="Times">Records, or records inside of one, that carried it.</param>
/// <param name="Within">Records found at its path, of which each could have carried the fields below.</param>
public sealed record FieldCount(long Times, long Within);

/// <summary>
/// Which fields the records of a pull carry, mapped or not (来源字段). Paths are written as in a mapping, without the
/// places in lists: <c>to_Item.results.Material</c>. Not every record is looked at: the first few hundred of a part,
/// then one in many, so that a million records cost what a few thousand do.
/// </summary>
public sealed class FieldSample
{
    private const int First = 256;
    private const int OneIn = 64;
    private const int InList = 2;

    // A source that uses keys as names has no end of them.
    private const int MostPaths = 2_000;

    // A header says what a file has, however few rows stand below it.
    private const int Certain = 5;

    private readonly Dictionary<string, FieldCount> counts = new(StringComparer.Ordinal);
    private long met;

    public IReadOnlyDictionary<string, FieldCount> Counts => counts;

    /// <summary>Hands the records on and looks at some of them in passing.</summary>
    public IEnumerable<SourceRecord> Watch(IEnumerable<SourceRecord> records)
    {
        IReadOnlyCollection<string>? columns = null;
        var rows = 0L;
        foreach (var record in records)
        {
            if (record.Columns is { } own)
            {
                columns = own;
                rows++;
            }
            else if (met++ < First || met % OneIn == 0)
            {
                record.TellFields(this);
            }

            yield return record;
        }

        if (columns is not null)
        {
            var weight = Math.Max(rows, Certain);
            Count("", 0, weight);
            foreach (var column in columns)
            {
                Count(column, weight, 0);
            }
        }
    }

    /// <summary>A record stands at this path; the empty path is that of a record of the page.</summary>
    public void Enter(string path) => Count(path, 0, 1);

    public void Carries(string path) => Count(path, 1, 0);

    /// <summary>Whether the next record of a list is worth a look: its records are alike.</summary>
    public static bool LooksAt(int placeInList) => placeInList < InList;

    public static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public void Add(IReadOnlyDictionary<string, FieldCount> others)
    {
        foreach (var (path, count) in others)
        {
            Count(path, count.Times, count.Within);
        }
    }

    private void Count(string path, long times, long within)
    {
        if (counts.TryGetValue(path, out var known))
        {
            counts[path] = new FieldCount(known.Times + times, known.Within + within);
        }
        else if (counts.Count < MostPaths)
        {
            counts[path] = new FieldCount(times, within);
        }
    }
}
