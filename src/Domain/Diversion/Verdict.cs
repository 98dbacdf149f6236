namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// What a single scan says (判定). The list is closed: which signal decided stands beside it. Only
/// <see cref="Diverted"/> speaks against a dealer.
/// </summary>
public enum Verdict
{
    /// <summary>Within the territory of the dealer that answers for the goods (正常).</summary>
    Clean,

    /// <summary>Outside that territory, and no innocent explanation fits (疑似窜货).</summary>
    Diverted,

    /// <summary>One code on several goods (克隆码): somebody copies codes, and the dealer is not to blame.</summary>
    Cloned,

    /// <summary>Outside or elsewhere with the principal's consent (经授权): permission, shared area or transfer.</summary>
    Authorised,

    /// <summary>Outside, with an innocent explanation (有合理解释), for example a buyer who travelled.</summary>
    Explained,

    /// <summary>A movement was not recorded (漏扫/断链): the goods stand where the next holder may sell them.</summary>
    MissingRead,

    /// <summary>The data does not allow a verdict (无法判定), for example an unknown code or no usable area.</summary>
    Undecided,
}
