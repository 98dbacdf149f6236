namespace DealerIntegration.Domain.Diversion;

/// <summary>What a single scan says (判定). Only <see cref="Outside"/> speaks against a dealer.</summary>
public enum Verdict
{
    /// <summary>Within the territory of the dealer the goods were shipped to (正常).</summary>
    Clean,

    /// <summary>Outside that territory, and no innocent explanation fits (疑似窜货).</summary>
    Outside,

    /// <summary>Nobody issued or shipped this code (假码/未知码).</summary>
    Ghost,

    /// <summary>Read before the goods left (先扫后发): a clock or a binding is wrong, or the code was copied.</summary>
    ScanBeforeShipment,

    /// <summary>A buyer took the goods elsewhere (消费者流动).</summary>
    ConsumerTravel,

    /// <summary>Just across a border that the configuration names (边界乡镇).</summary>
    BorderTown,

    /// <summary>The data does not allow a verdict, for example no usable area (无法判定).</summary>
    Undecided,
}
