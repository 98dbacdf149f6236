using System.Buffers.Binary;
using System.Text;

namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>
/// Takes a pack apart, believing nothing in it: entries one after the other from the first byte, and each byte around
/// them held against the one that belongs there. Nothing is unpacked and no name is used as a path.
/// </summary>
internal static class PackUnzip
{
    private const int CheckSumAt = 14;
    private const int CheckSumLength = 4;

    public static (IReadOnlyList<PackEntry> Entries, IReadOnlyList<PackFault> Faults) Read(byte[] pack)
    {
        var entries = new List<PackEntry>();
        var offsets = new List<int>();
        var faults = new List<PackFault>();
        var at = 0;
        while (entries.Count < PackZip.MostEntries && StartsEntry(pack, at))
        {
            var (entry, fault) = Take(pack, at);
            if (entry is null)
            {
                faults.Add(fault ?? new PackFault(
                    PackFault.Container, $"the header at byte {at} ({After(entries)}) was changed."));
                return (entries, faults);
            }

            var header = PackZip.Local(entry);
            Compare(pack.AsSpan(at, header.Length), header, entry.Name, at, faults);
            entries.Add(entry);
            offsets.Add(at);
            at += header.Length + entry.Content.Length;
        }

        CompareTail(pack.AsSpan(at), PackZip.Tail(entries, offsets, at), at, entries, faults);
        return (entries, faults);
    }

    private static bool StartsEntry(byte[] pack, int at) =>
        pack.Length - at >= PackZip.LocalLength
        && BinaryPrimitives.ReadUInt32LittleEndian(pack.AsSpan(at)) == PackZip.LocalSignature;

    private static (PackEntry? Entry, PackFault? Fault) Take(byte[] pack, int at)
    {
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(pack.AsSpan(at + 26));
        var size = BinaryPrimitives.ReadUInt32LittleEndian(pack.AsSpan(at + 18));
        var content = at + PackZip.LocalLength + nameLength;
        if (nameLength > PackZip.LongestName || content > pack.Length)
        {
            return (null, null);
        }

        var name = Encoding.Latin1.GetString(pack, at + PackZip.LocalLength, nameLength);
        if (!PackEntry.IsName(name))
        {
            return (null, null);
        }

        return size > pack.Length - content
            ? (null, new PackFault(
                name, $"it is cut off, or its size was changed: {pack.Length - content} of {size} bytes are there."))
            : (new PackEntry(name, pack.AsSpan(content, (int)size).ToArray()), null);
    }

    // A check sum that does not fit the content says the same as the hash does, only less precisely; both are told.
    private static void Compare(
        ReadOnlySpan<byte> found, ReadOnlySpan<byte> expected, string name, int at, List<PackFault> faults)
    {
        var same = found.CommonPrefixLength(expected);
        if (same == expected.Length)
        {
            return;
        }

        faults.Add(new PackFault(name, same is >= CheckSumAt and < CheckSumAt + CheckSumLength
            ? "the zip check sum and the content do not go together."
            : $"its header in the container was changed at byte {at + same}."));
    }

    private static void CompareTail(
        ReadOnlySpan<byte> found, ReadOnlySpan<byte> expected, int at, List<PackEntry> entries, List<PackFault> faults)
    {
        var same = found.CommonPrefixLength(expected);
        if (same == expected.Length && same == found.Length)
        {
            return;
        }

        // The directory names an entry; when the file ends before it does, or goes on, nobody's line was touched.
        var ends = same == expected.Length || same == found.Length;
        var what = same switch
        {
            _ when same == expected.Length => $"{found.Length - same} bytes stand behind its end.",
            _ when same == found.Length => $"it is cut off at byte {at + same}, {After(entries)}.",
            _ => $"it was changed at byte {at + same}, behind the entries.",
        };
        faults.Add(new PackFault(
            (ends ? null : PackZip.OwnerOf(entries, same)) ?? PackFault.Container, what));
    }

    private static string After(List<PackEntry> entries) =>
        entries.Count == 0 ? "in front of all entries" : $"after {entries[^1].Name}";
}
