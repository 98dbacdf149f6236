using System.Globalization;
using System.Text.Json;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>What an ended run says for itself: rows, speed and every figure it counted (运行结果).</summary>
internal sealed record RunReport(Run Run, long Rows, long Rejected)
{
    private const int MostNames = 10;

    // The order in which people read them; PostgreSQL keeps its own. Others, such as a source's controls, follow.
    private static readonly string[] Order =
    [
        "records", "documents", "acceptedDocuments", "lines", "acceptedLines", "rejectedLines", "repeats", "firstKey",
        "lastKey", "pages", "sourceTotal", "added", "replaced", "unchanged", "gone", "kept", "keptKeys",
        "results", "dealers", "green", "incomplete",
        "matched", "difference", "residual", "earned", "postedBefore", "payable", "traceLines", "postings", "posted",
        "notes", "pooled", "units", "expired", "expiringSoon",
    ];

    public static async Task<IReadOnlyList<RunReport>> OfAsync(
        RunStore runs, IReadOnlyList<Run> family, CancellationToken cancel)
    {
        var reports = new List<RunReport>();
        foreach (var run in family)
        {
            var (_, _, rows, rejected) = await runs.ProgressAsync(run.Id, cancel);
            reports.Add(new RunReport(run, rows, rejected));
        }

        return reports;
    }

    /// <summary>From the first chunk taken to the run's end; null for a run too short to say.</summary>
    public long? RowsPerSecond =>
        Rows > 0 && RunWatcher.Seconds(Run) is > 0 and var seconds ? (long)(Rows / seconds) : null;

    /// <summary>The same figures for other programs.</summary>
    public object ToJson() => new
    {
        Run.Id,
        Run.Pipeline,
        Run.Scope,
        Run.Status,
        Seconds = RunWatcher.Seconds(Run),
        RowsIn = Rows,
        Rejected,
        RowsPerSecond,
        Counts = JsonDocument.Parse(Run.Counts).RootElement,
        Run.Note,
        Run.Error,
    };

    public IEnumerable<string> Lines()
    {
        if (RowsPerSecond is { } speed)
        {
            yield return Line("seconds", RunWatcher.Seconds(Run).ToString("0.0", CultureInfo.InvariantCulture));
            yield return Line("rows per second", speed.ToString("#,0", CultureInfo.InvariantCulture));
        }

        using var counts = JsonDocument.Parse(Run.Counts);
        foreach (var (name, value) in Figures(counts.RootElement).OrderBy(figure => Place(figure.Name)))
        {
            yield return Line(name, value);
        }
    }

    private static IEnumerable<(string Name, string Value)> Figures(JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var inner in Figures(member.Value))
                    {
                        yield return inner;
                    }

                    break;
                case JsonValueKind.Array:
                    yield return (member.Name, Names(member.Value));
                    break;
                case JsonValueKind.Null:
                    break;
                default:
                    yield return (member.Name, member.Value.ToString());
                    break;
            }
        }
    }

    private static int Place(string name) => Array.IndexOf(Order, name) is >= 0 and var place ? place : Order.Length;

    private static string Names(JsonElement list)
    {
        var count = list.GetArrayLength();
        var first = string.Join(", ", list.EnumerateArray().Take(MostNames));
        return count == 0 ? "none" : count <= MostNames ? first : $"{first} and {count - MostNames} more";
    }

    private static string Line(string name, string value) => $"        {name,-24} {value}";
}
