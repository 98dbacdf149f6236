namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>The lines of an entry, and which of them are not the ones that were packed.</summary>
internal static class PackLines
{
    private const byte LineFeed = (byte)'\n';

    public static IReadOnlyList<ReadOnlyMemory<byte>> Of(byte[] content)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < content.Length;)
        {
            var length = content.AsSpan(start).IndexOf(LineFeed);
            var end = length < 0 ? content.Length : start + length;
            lines.Add(content.AsMemory(start..end));
            start = end + 1;
        }

        return lines;
    }

    /// <summary>A link of a chain for every line, in order.</summary>
    public static IReadOnlyList<string> Links(IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        var links = new List<string>();
        foreach (var line in lines)
        {
            links.Add(PackHash.Next(links.Count == 0 ? PackHash.Start : links[^1], line.Span));
        }

        return links;
    }

    /// <summary>
    /// What was done to the lines, in words. The links tell of any line whether it stood at a place: the link before
    /// the place and the line give the link behind it.
    /// </summary>
    public static string Fault(IReadOnlyList<ReadOnlyMemory<byte>> found, IReadOnlyList<string> links)
    {
        var same = 0;
        while (same < found.Count && same < links.Count && StoodAt(found[same], links, same))
        {
            same++;
        }

        if (same == links.Count)
        {
            return found.Count == links.Count
                ? "the line feed at its end was changed."
                : $"{found.Count - links.Count} lines were added after line {links.Count}.";
        }

        return same == found.Count
            ? $"the lines from {same + 1} to {links.Count} are missing."
            : Describe(found, links, same);
    }

    private static string Describe(
        IReadOnlyList<ReadOnlyMemory<byte>> found, IReadOnlyList<string> links, int same)
    {
        var line = same + 1;
        var origin = Enumerable.Range(0, links.Count).FirstOrDefault(i => StoodAt(found[same], links, i), -1);
        if (origin < 0)
        {
            return same + 1 < found.Count && StoodAt(found[same + 1], links, same)
                ? $"a line was added as line {line}."
                : $"line {line} is not the one that was packed.";
        }

        if (origin < same)
        {
            return $"line {line} is line {origin + 1} once more.";
        }

        var moved = found.Skip(same + 1).Any(l => StoodAt(l, links, same));
        return moved
            ? $"the lines are in another order: line {origin + 1} stands where line {line} stood."
            : $"line {line} is missing: line {origin + 1} stands in its place.";
    }

    private static bool StoodAt(ReadOnlyMemory<byte> line, IReadOnlyList<string> links, int place) =>
        PackHash.Next(place == 0 ? PackHash.Start : links[place - 1], line.Span) == links[place];
}
