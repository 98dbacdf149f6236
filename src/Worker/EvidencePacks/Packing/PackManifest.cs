using System.Text.Json.Serialization;

namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>
/// The list of what is in a pack (清单). Each entry is one link of a chain, so that none can be taken out, added or put
/// elsewhere; each line of an entry of lines is a link of a chain of its own, which tells which line was touched.
/// </summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Chain">The last link: it stands for the whole content.</param>
internal sealed record PackManifest(
    string Format,
    string Case,
    long Run,
    int RulesVersion,
    IReadOnlyList<ManifestEntry> Entries,
    string Chain)
{
    public const string Name = "manifest.json";
    public const string CurrentFormat = "dealer-integration-evidence/1";

    /// <summary>Whether it can be worked with: no part is missing, and names are names.</summary>
    [JsonIgnore]
    public bool IsSound =>
        Format == CurrentFormat
        && Entries.All(e => e is not null && PackEntry.IsName(e.Name) && e.Lines?.Contains(null!) != true);

    public static PackManifest Of(string caseNumber, long run, int rulesVersion, IReadOnlyList<PackEntry> entries)
    {
        var listed = new List<ManifestEntry>(entries.Count);
        foreach (var entry in entries)
        {
            listed.Add(ManifestEntry.Of(entry, listed.Count == 0 ? PackHash.Start : listed[^1].Chain));
        }

        var last = listed.Count == 0 ? PackHash.Start : listed[^1].Chain;
        return new PackManifest(CurrentFormat, caseNumber, run, rulesVersion, listed, last);
    }
}

/// <summary>One entry as it was packed.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Of the content.</param>
/// <param name="Chain">Hash over the chain so far, name, length and hash, each ended by a line feed.</param>
/// <param name="Lines">For lines of JSON: a link for each, over the link before it and the line.</param>
internal sealed record ManifestEntry(
    string Name, long Length, string Sha256, string Chain, IReadOnlyList<string>? Lines = null)
{
    public static ManifestEntry Of(PackEntry entry, string chain)
    {
        var hash = PackHash.Of(entry.Content);
        return new ManifestEntry(
            entry.Name,
            entry.Content.Length,
            hash,
            PackHash.Next(chain, entry.Name, $"{entry.Content.Length}", hash),
            entry.HasLines ? PackLines.Links(PackLines.Of(entry.Content)) : null);
    }
}
