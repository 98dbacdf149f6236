using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Domain.Diversion;

/// <summary>Thresholds of the diversion check (窜货规则), from <c>config/diversion.json</c>.</summary>
/// <param name="Version">Stored with every verdict and case; raise it with every change.</param>
/// <param name="MinScans">Distinct codes at one destination below which nobody is accused.</param>
/// <param name="MinShare">The same as a fraction of the items shipped (0.01 = 1 %). Both must be reached.</param>
/// <param name="ConsumerCodesBeyondTravel">
/// From this many distinct codes of one dealer and product read by consumers in one city, travel explains nothing.
/// </param>
/// <param name="ClockToleranceMinutes">How far a scanner's clock may be behind the warehouse's.</param>
/// <param name="BusinessUtcOffsetMinutes">Business time, decides the month a scan falls in (480 = China).</param>
/// <param name="Borders">Pairs of areas where goods cross in everyday life.</param>
public sealed record DiversionRules(
    int Version,
    int MinScans,
    decimal MinShare,
    int ConsumerCodesBeyondTravel,
    int ClockToleranceMinutes,
    int BusinessUtcOffsetMinutes,
    SeveritySteps Severity,
    IReadOnlyList<AreaBorder> Borders)
{
    /// <summary>The principal's own codes (物流码); none: any text is taken as a code.</summary>
    public CodeRules Codes { get; init; } = CodeRules.None;

    /// <summary>Every problem of these rules; empty when they can be used.</summary>
    public IReadOnlyList<RuleProblem> Validate() => [.. DiversionRulesCheck.Problems(this), .. Codes.Problems("codes")];
}

/// <summary>Two areas that border on each other (相邻区域); the order does not matter.</summary>
public sealed record AreaBorder(string Area, string Neighbour);

/// <summary>From where on a case is serious or grave (严重程度分级).</summary>
public sealed record SeveritySteps(SeverityStep Serious, SeverityStep Grave);

/// <summary>A step is reached by either number: distinct codes, or distinct places they were read at.</summary>
public sealed record SeverityStep(int Codes, int Spots);

/// <summary>What is wrong in a rules file: the member, the fault and what to do.</summary>
public sealed record RuleProblem(string Path, string Message, string Remedy)
{
    public override string ToString() => $"{Path}: {Message} {Remedy}";
}
