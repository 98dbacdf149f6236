using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// What a pull changes in the fields known of a source (来源字段变化). A field that some records leave out is not missed at
/// once: only after so many records that it would have come several times at its former rate.
/// </summary>
internal sealed class FieldDrift
{
    private const long ExpectedTimes = 5;
    private const int MostNamed = 10;

    private readonly List<string> appeared = [];
    private readonly List<string> returned = [];
    private readonly List<string> vanished = [];
    private readonly List<string> vanishedMapped = [];

    private FieldDrift()
    {
    }

    /// <summary>The fields as they stand after the pull.</summary>
    public List<SourceField> Fields { get; } = [];

    /// <summary>
    /// A field that the mapping reads and every record used to carry does not come any more: what it became would be
    /// empty without anybody having decided so.
    /// </summary>
    public bool IsException => vanishedMapped.Count > 0;

    /// <param name="known">Empty: the source is learnt now.</param>
    /// <param name="mapped">Fields that the mapping reads.</param>
    public static FieldDrift Of(
        IReadOnlyCollection<SourceField> known, IReadOnlyDictionary<string, FieldCount> met,
        IReadOnlySet<string> mapped, long run)
    {
        var drift = new FieldDrift();
        var byPath = known.ToDictionary(k => k.Path, StringComparer.Ordinal);
        foreach (var (path, count) in met.Where(m => m.Key.Length > 0 && m.Value.Times > 0))
        {
            drift.Fields.Add(byPath.TryGetValue(path, out var field)
                ? drift.Met(field, count.Times, Parents(met, path), run)
                : drift.First(path, count.Times, Parents(met, path), run, learns: known.Count == 0));
        }

        foreach (var field in known.Where(k => met.GetValueOrDefault(k.Path) is not { Times: > 0 }))
        {
            drift.Fields.Add(drift.NotMet(field, Parents(met, field.Path), mapped, run));
        }

        return drift;
    }

    /// <summary>What a person should know, in words; null: nothing has changed.</summary>
    /// <param name="scope"><c>connector/dataset</c>.</param>
    public string? Note(string scope)
    {
        var remedy = $"./hub connectors fields {scope} --accept";
        string?[] notes =
        [
            Named(vanishedMapped, "the source no longer sends", $", which the mapping reads: mend the mapping, or "
                + $"confirm it with {remedy} and pull again"),
            Named(vanished, "the source no longer sends", ""),
            Named(appeared, "the source now also sends", $" (map it, or accept it with {remedy})"),
            Named(returned, "the source sends again", ""),
        ];
        var told = notes.Where(n => n is not null).ToList();
        return told.Count == 0 ? null : string.Join("; ", told);
    }

    private static long Parents(IReadOnlyDictionary<string, FieldCount> met, string path)
    {
        var dot = path.LastIndexOf('.');
        return met.GetValueOrDefault(dot < 0 ? "" : path[..dot])?.Within ?? 0;
    }

    private SourceField First(string path, long times, long within, long run, bool learns)
    {
        if (!learns)
        {
            appeared.Add(path);
        }

        return new SourceField(path, learns ? FieldStatus.Known : FieldStatus.New, times, within, 0, run);
    }

    private SourceField Met(SourceField field, long times, long within, long run)
    {
        var counted = field with { Times = field.Times + times, Within = field.Within + within, Missed = 0 };
        if (field.Status != FieldStatus.Missing)
        {
            return counted;
        }

        returned.Add(field.Path);
        return counted with { Status = FieldStatus.Known, Run = run };
    }

    // Times and rate stay as they were: a field that is gone must not fade into one that was always rare.
    private SourceField NotMet(SourceField field, long within, IReadOnlySet<string> mapped, long run)
    {
        var missed = field with { Missed = field.Missed + within };
        if (missed.Missed == 0 || (decimal)missed.Times * missed.Missed / missed.Within < ExpectedTimes)
        {
            return missed;
        }

        var isMapped = mapped.Contains(field.Path)
            || mapped.Any(m => m.StartsWith(field.Path + ".", StringComparison.Ordinal));
        if (isMapped && field.IsInEveryRecord)
        {
            vanishedMapped.Add(field.Path);
        }
        else if (field.Status != FieldStatus.Missing)
        {
            vanished.Add(field.Path);
        }

        return field.Status == FieldStatus.Missing
            ? missed
            : missed with { Status = FieldStatus.Missing, Run = run };
    }

    private static string? Named(List<string> paths, string what, string remedy) => paths.Count == 0
        ? null
        : $"{what} {string.Join(", ", paths.Order(StringComparer.Ordinal).Take(MostNamed).Select(p => $"'{p}'"))}"
            + (paths.Count > MostNamed ? $" and {paths.Count - MostNamed} more" : "") + remedy;
}
