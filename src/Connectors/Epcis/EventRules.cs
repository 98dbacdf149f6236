using System.Globalization;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// What partners' events mean to the hub (追溯事件规则), from <c>config/events.json</c>: their words, places and parties.
/// </summary>
public sealed record EventRules
{
    /// <summary>File name in the configuration folder.</summary>
    public const string FileName = "events.json";

    /// <summary>A sender's clock may be ahead by this much; later events are refused.</summary>
    public required int FutureToleranceMinutes { get; init; }

    /// <summary>
    /// Parties and places of the principal: GLN, EPC URN or web address; a star at the end stands for anything.
    /// </summary>
    public required List<string> Principal { get; init; }

    /// <summary>Parties and places of others.</summary>
    public required List<EventPlace> Places { get; init; }

    /// <summary>
    /// Forms of identifiers that hold the hub's own codes: <c>https://trace.example/dealer/{dealer}</c>, also with
    /// <c>{area}</c>.
    /// </summary>
    public List<string> Templates { get; init; } = [];

    /// <summary>Words for steps beyond the standard's, and which of <see cref="EventUse.Words"/> they are.</summary>
    public Dictionary<string, string> Steps { get; init; } = [];

    /// <summary>
    /// Where senders put what the standard has no field for: by our field, names of their extensions, with
    /// <c>{namespace}</c> in front or under any namespace.
    /// </summary>
    public Dictionary<EventField, List<string>> Extensions { get; init; } = [];

    public required EventTable Table { get; init; }

    /// <exception cref="ConfigurationException">Lists everything wrong with the file.</exception>
    public static EventRules Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var rules = ConfigFile.Load<EventRules>(path);
        return rules.Validate().Select(p => $"{path}: {p}").ToList() is { Count: > 0 } problems
            ? throw new ConfigurationException(string.Join('\n', problems))
            : rules;
    }

    /// <summary>Every problem, with its member and what to do.</summary>
    public IEnumerable<string> Validate() =>
    [
        .. FutureToleranceMinutes is < 0 or > 24 * 60
            ? [$"$.futureToleranceMinutes is {FutureToleranceMinutes}; write minutes from 0 to 1440."]
            : Array.Empty<string>(),
        .. PlaceBook.Problems(this),
        .. Steps.Where(s => EventUse.OfWord(s.Value) is null).Select(s =>
            $"$.steps.{s.Key} is '{s.Value}'; write one of {string.Join(", ", EventUse.Words)}."),
        .. Table.Problems(),
    ];
}

/// <summary>A party or place that events name (参与方与地点).</summary>
/// <param name="Id">GLN, EPC URN or web address.</param>
/// <param name="Dealer">Whose it is; null: no dealer's, such as a market.</param>
/// <param name="Area">Six digits of the administrative area it lies in.</param>
/// <param name="Actor">Who scans there, where what is scanned counts as found on the market.</param>
/// <param name="Name">For people.</param>
public sealed record EventPlace(
    string Id, string? Dealer = null, string? Area = null, ScanActor? Actor = null, string? Name = null);

/// <summary>What the hub takes from an event beyond the fields of the standard (扩展字段).</summary>
public enum EventField
{
    Area,
    Place,
    Device,
    Actor,
    Latitude,
    Longitude,
    Document,
    Product,
    FromDealer,
    ToDealer,
}

/// <summary>How events are written in a table (事件表格): one row for each code.</summary>
public sealed record EventTable
{
    /// <summary>Offset of times without one: <c>+08:00</c>.</summary>
    public required string UtcOffset { get; init; }

    /// <summary>By our column, the headings it may have.</summary>
    public required Dictionary<EventColumn, List<string>> Columns { get; init; }

    internal TimeSpan Offset => TimeSpan.Parse(UtcOffset.TrimStart('+'), CultureInfo.InvariantCulture);

    internal IEnumerable<string> Problems()
    {
        if (EventTime.OffsetMinutes(UtcOffset) is null)
        {
            yield return $"$.table.utcOffset is '{UtcOffset}'; write for example +08:00.";
        }

        foreach (var needed in new[] { EventColumn.Time, EventColumn.Code }.Where(c => !Columns.ContainsKey(c)))
        {
            yield return $"$.table.columns has no '{needed}'; without it no row can be read.";
        }

        var seen = new Dictionary<string, EventColumn>(StringComparer.Ordinal);
        foreach (var (column, heading) in Columns.SelectMany(c => c.Value.Select(h => (c.Key, h))))
        {
            if (!seen.TryAdd(TableText.Heading(heading), column))
            {
                yield return $"$.table.columns: '{heading}' is a heading of {seen[TableText.Heading(heading)]} and of "
                    + $"{column}; leave it to one.";
            }
        }
    }
}

/// <summary>A column of a table of events (事件表格列).</summary>
public enum EventColumn
{
    Time,
    Offset,
    Step,
    Code,
    Parent,
    From,
    To,
    Place,
    Area,
    Actor,
    Device,
    Latitude,
    Longitude,
    Document,
    Product,
    EventId,
    Declaration,
    CorrectedBy,
}
