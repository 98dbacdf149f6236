namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>One file in an evidence pack.</summary>
internal sealed record PackEntry(string Name, byte[] Content)
{
    /// <summary>Names are short and plain: they are shown to people, and never used as a path.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= PackZip.LongestName
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');

    /// <summary>Whether the file is lines of JSON, each of them sealed by itself.</summary>
    public bool HasLines => Name.EndsWith(".jsonl", StringComparison.Ordinal);
}
