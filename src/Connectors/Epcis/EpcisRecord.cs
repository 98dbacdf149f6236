using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>One event as it stood in a file, or why it could not be read (文件中的一条事件).</summary>
/// <param name="Number">Which event of the file, from 1.</param>
/// <param name="Line">Line it begins on, from 1.</param>
internal sealed record EpcisRecord(string File, int Number, long Line, EpcisNode? Event, string? Defect)
{
    /// <summary>Lines of a table that the event was made of, one for each code in its order; null elsewhere.</summary>
    public IReadOnlyList<long>? CodeLines { get; init; }

    /// <summary>Codes as a table's rows have them, in the same order; null elsewhere.</summary>
    public IReadOnlyList<string>? CodeTexts { get; init; }

    /// <summary>What it is, where a table's own column says so.</summary>
    public EventUse? Use { get; init; }

    /// <summary>Rows of the file that it was made of.</summary>
    public int Lines => CodeLines?.Count ?? 1;

    /// <summary>A place in the event, as a person finds it: <c>event 3, epcList[2]</c>.</summary>
    public Place Place(string? path = null) =>
        new(File, Row: Line, Column: path is null ? $"event {Number}" : $"event {Number}, {path}");
}
