namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>What the index says of a code, in 32 bits: the group whose fate it shares, and two marks.</summary>
internal readonly record struct CodeRef(uint Bits)
{
    private const uint SideMark = 1u << 31;
    private const uint UnitMark = 1u << 30;
    private const uint GroupBits = UnitMark - 1;

    /// <summary>The group of codes that are known and nothing more.</summary>
    public const int Known = 0;

    /// <summary>No event mentions the code any more.</summary>
    public static readonly CodeRef Gone = new(GroupBits);

    public int Group => (int)(Bits & GroupBits);

    /// <summary>Something happened to this code alone; its events stand in the side table.</summary>
    public bool HasSide => (Bits & SideMark) != 0;

    /// <summary>A carton or pallet: codes were packed into it.</summary>
    public bool IsUnit => (Bits & UnitMark) != 0;

    public bool IsGone => Group == Gone.Group;

    public static CodeRef Of(int group, bool side, bool unit) => (uint)group < GroupBits
        ? new CodeRef((uint)group | (side ? SideMark : 0) | (unit ? UnitMark : 0))
        : throw new InvalidOperationException($"The index of codes holds at most {GroupBits} groups.");
}
