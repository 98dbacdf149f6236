namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// What was counted while a page was mapped. Tallies of pages, parts and workers add up to the tally of the pull, in
/// any order, and become its completeness certificate (完整性证明).
/// </summary>
public sealed record Tally
{
    public static readonly Tally Empty = new();

    /// <summary>Records as the source holds them: documents, or rows of a flat file.</summary>
    public long Records { get; init; }

    /// <summary>Distinct documents seen, accepted or not.</summary>
    public long Documents { get; init; }

    public long AcceptedDocuments { get; init; }

    /// <summary>Lines (a record without lines counts as one).</summary>
    public long Lines { get; init; }

    public long AcceptedLines { get; init; }

    public long RejectedLines { get; init; }

    /// <summary>Lines equal in every field to an earlier line of the same document: kept, and counted.</summary>
    public long Repeats { get; init; }

    /// <summary>The mapping file's control totals by name.</summary>
    public SortedDictionary<string, decimal> Controls { get; init; } = new(StringComparer.Ordinal);

    public string? FirstKey { get; init; }

    public string? LastKey { get; init; }

    public Tally Add(Tally other)
    {
        var controls = new SortedDictionary<string, decimal>(Controls, StringComparer.Ordinal);
        foreach (var (name, value) in other.Controls)
        {
            controls[name] = controls.GetValueOrDefault(name) + value;
        }

        return new Tally
        {
            Records = Records + other.Records,
            Documents = Documents + other.Documents,
            AcceptedDocuments = AcceptedDocuments + other.AcceptedDocuments,
            Lines = Lines + other.Lines,
            AcceptedLines = AcceptedLines + other.AcceptedLines,
            RejectedLines = RejectedLines + other.RejectedLines,
            Repeats = Repeats + other.Repeats,
            Controls = controls,
            FirstKey = Pick(FirstKey, other.FirstKey, sign: -1),
            LastKey = Pick(LastKey, other.LastKey, sign: 1),
        };
    }

    private static string? Pick(string? a, string? b, int sign) =>
        a is null ? b : b is null ? a : sign * string.CompareOrdinal(a, b) >= 0 ? a : b;
}
