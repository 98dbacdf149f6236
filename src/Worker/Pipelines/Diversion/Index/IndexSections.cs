namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// The index of trace codes (追溯码索引) in flat arrays, as it stands in its file. Codes that shared one packing or one
/// shipment form a group; fifty million items are two million groups.
/// </summary>
/// <remarks>
/// A code is 8 bytes: half of its hash (the bucket gives the other half) and a <see cref="CodeRef"/>. 23 bits of bucket
/// and 32 bits beside them tell fifty million codes apart: a code that nobody issued is taken for one of them once in
/// 700 million looks, and what is not clean is looked up in the database before anybody is told.
/// </remarks>
internal sealed class IndexSections
{
    /// <summary>The first bits of a hash choose the bucket.</summary>
    public required int BucketBits { get; init; }

    /// <summary>Where each bucket starts among the entries, and where the last one ends.</summary>
    public required uint[] Buckets { get; init; }

    /// <summary>Low half of the hash, then the reference, by bucket and low half.</summary>
    public required ReadOnlyMemory<ulong> Entries { get; init; }

    /// <summary>Carton or pallet that the group lies in, by its number; −1: none.</summary>
    public required int[] GroupUnit { get; init; }

    public required int[] GroupTimeline { get; init; }

    /// <summary>Version of the packing event; 0: none, or rows of a flat list, which are found by their code.</summary>
    public required long[] GroupSeq { get; init; }

    /// <summary>Version of the event that issued the codes; 0: none.</summary>
    public required long[] GroupIssue { get; init; }

    public required int[] GroupProduct { get; init; }

    /// <summary>Items of the group that count as shipped.</summary>
    public required int[] GroupItems { get; init; }

    /// <summary>1: a code of the group counts as an item unless codes were packed into it.</summary>
    public required byte[] GroupCounts { get; init; }

    public required ulong[] UnitHash { get; init; }

    public required int[] TimelineStart { get; init; }

    public required long[] StepAt { get; init; }

    /// <summary>
    /// Above 0: that dealer has the goods and there is nothing to tell; below: only the whole life tells.
    /// </summary>
    public required int[] StepDealer { get; init; }

    /// <summary>Name of the movement that brought the goods there, by its number.</summary>
    public required int[] StepMovement { get; init; }

    /// <summary>Codes with events of their own, by hash, one row per event.</summary>
    public required ulong[] SideHash { get; init; }

    /// <summary>Versions of those events; below 0: of a row of the flat list.</summary>
    public required long[] SideSeq { get; init; }

    /// <summary>Codes in whose events something does not fit.</summary>
    public required ulong[] Suspects { get; init; }

    /// <summary>Hashes of all codes, in a file that is laid over another one; else none.</summary>
    public required ulong[] Hashes { get; init; }

    /// <summary>
    /// Names of dealers from number 1 on, of products and of movements from 0 on, each ended by a line break.
    /// </summary>
    public required byte[] Names { get; init; }

    public required int Dealers { get; init; }

    public required int Products { get; init; }

    /// <summary>Whether rows of a flat list are among what it was made of; they are found by their code.</summary>
    public required bool HasFlatRows { get; init; }
}
