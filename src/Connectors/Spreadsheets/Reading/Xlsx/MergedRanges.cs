namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>Cells that are shown as one (合并单元格). Rows and columns from 1, both ends included.</summary>
internal readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>
/// Finds the merged ranges of a sheet without reading its cells: they stand behind the last row, and a value is needed
/// when its first row passes.
/// </summary>
internal static class MergedRanges
{
    private const int Longest = 256;

    private static ReadOnlySpan<byte> Mark => "mergeCell"u8;

    /// <exception cref="DamagedPartException">There are more than <paramref name="most"/>.</exception>
    public static IReadOnlyList<MergedRange> Find(Stream part, int most)
    {
        var found = new List<MergedRange>();
        var buffer = new byte[64 * 1024];
        var kept = 0;
        int read;
        while ((read = part.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var window = buffer.AsSpan(0, kept + read);
            var done = Look(window, found);
            if (found.Count > most)
            {
                throw new DamagedPartException($"it merges more than {most:N0} ranges of cells");
            }

            // The sign before a mark tells whether it is one.
            var rest = window[Math.Max(0, done - 1)..];
            rest.CopyTo(buffer);
            kept = rest.Length;
        }

        return found;
    }

    /// <returns>Bytes that need no second look.</returns>
    private static int Look(ReadOnlySpan<byte> window, List<MergedRange> found)
    {
        for (var at = 0; ; at += Mark.Length)
        {
            var hit = window[at..].IndexOf(Mark);
            if (hit < 0)
            {
                return Math.Max(at, window.Length - Mark.Length + 1);
            }

            at += hit;
            var tag = window[at..];
            var end = tag.IndexOf((byte)'>');
            if (end < 0 && tag.Length < Longest)
            {
                return at;
            }

            // No text holds a bare smaller-than sign: what follows one, or a prefix, is the name of an element.
            if (end > Mark.Length && at > 0 && window[at - 1] is (byte)'<' or (byte)':' && tag[Mark.Length] != (byte)'s'
                && Range(XmlAttributes.Find(new(tag[Mark.Length..end].TrimEnd((byte)'/')), "ref"u8)) is { } range)
            {
                found.Add(range);
            }
        }
    }

    internal static MergedRange? Range(ReadOnlySpan<byte> reference)
    {
        var colon = reference.IndexOf((byte)':');
        return colon > 0
            && CellReference.TryParse(reference[..colon], out var firstRow, out var firstColumn)
            && CellReference.TryParse(reference[(colon + 1)..], out var lastRow, out var lastColumn)
                ? new MergedRange(firstRow, firstColumn, lastRow, lastColumn)
                : null;
    }
}
