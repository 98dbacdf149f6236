namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// Which IDocs of a folder count (以最后一份为准): files may arrive in any order and stay where they are, so the last word
/// about each document is the IDoc that SAP made last, wherever it lies. Where two files bear an IDoc of one number
/// with different contents, nobody but a person knows which is right, and neither is taken.
/// </summary>
internal static class LastWords
{
    /// <param name="idocs">All that a dataset reads in the folder, sound or not.</param>
    /// <returns>The files in the order in which SAP wrote them.</returns>
    public static IReadOnlyList<OrderedFile> Of(IReadOnlyCollection<ReadIdoc> idocs)
    {
        var ordered = idocs.OrderBy(i => i.Order, StringComparer.Ordinal)
            .ThenBy(i => i.File.ChangedAt).ThenBy(i => i.File.Name, StringComparer.Ordinal).ThenBy(i => i.Place)
            .ToList();
        var (without, doubtful) = (new HashSet<ReadIdoc>(), new Dictionary<ReadIdoc, string>());
        foreach (var same in ordered.Where(i => i.Number is not null).GroupBy(i => i.Number))
        {
            // Within a file the second of a number is a fault already; here it is another file's.
            foreach (var idoc in same)
            {
                if (same.FirstOrDefault(i => i.File != idoc.File && i.Digest != idoc.Digest) is { } other)
                {
                    doubtful.Add(idoc, other.File.Name);
                }
            }

            without.UnionWith(same.Where(i => i.File != same.First().File && !doubtful.ContainsKey(i)));
        }

        // A doubtful one says that something changed, if not what: an older state must not come instead of it.
        var last = new Dictionary<string, ReadIdoc>(StringComparer.Ordinal);
        foreach (var idoc in ordered.Where(i => !without.Contains(i)))
        {
            idoc.Keys.ForEach(key => last[key] = idoc);
        }

        without.UnionWith(ordered.Where(i => i.Keys.Count > 0 && i.Keys.All(key => last.GetValueOrDefault(key) != i)));
        doubtful = doubtful.Where(d => !without.Contains(d.Key)).ToDictionary();
        return
        [
            .. ordered.GroupBy(i => i.File).Select(file => new OrderedFile(
                file.Key,
                $"{file.Last().Order} {file.Key.Name}",
                new IdocPageName(
                    file.Key.Name,
                    [.. file.Where(without.Contains).Select(i => i.Place).Order()],
                    file.Where(doubtful.ContainsKey).ToDictionary(i => i.Place, i => doubtful[i])))),
        ];
    }
}

/// <summary>What matters of an IDoc beside the others of its folder.</summary>
internal sealed class ReadIdoc(ExchangedFile file, int place, IdocTree idoc, List<string> keys)
{
    public ExchangedFile File => file;

    /// <summary>Among the IDocs of its file, from 1.</summary>
    public int Place => place;

    /// <summary>When SAP made it, and as which of all that it made.</summary>
    public string Order { get; } = $"{idoc.MadeOn,-8}{idoc.MadeAt,-6}{idoc.Number.PadLeft(16, '0')}";

    /// <summary>Equal for IDocs that claim to be the same; null without a number.</summary>
    public (string, string, string, string)? Number { get; } = idoc.Number.Length == 0 ? null : idoc.Key;

    /// <summary>Equal for the same content.</summary>
    public string Digest { get; } = idoc.Digest();

    /// <summary>Of the documents that the dataset makes of it.</summary>
    public List<string> Keys => keys;
}

/// <summary>A file with its place among the others.</summary>
/// <param name="Cursor">Greater than that of every file before it.</param>
internal sealed record OrderedFile(ExchangedFile File, string Cursor, IdocPageName Page);
