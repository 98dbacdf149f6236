using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Domain.Diversion;

/// <summary>Thresholds of the diversion check (窜货规则), from <c>config/diversion.json</c>.</summary>
/// <param name="Version">Stored with every verdict and case; raise it with every change.</param>
/// <param name="CaseWindow">Scans of one calendar month or quarter make one case.</param>
/// <param name="Minimums">What a case needs: below any of them nobody is accused.</param>
/// <param name="ConsumerCodesBeyondTravel">
/// From this many distinct codes of one dealer and product read by consumers in one city, travel explains nothing.
/// </param>
/// <param name="ClockToleranceMinutes">How far a scanner's clock may be behind the warehouse's.</param>
/// <param name="BusinessUtcOffsetMinutes">Business time, decides the day a scan falls on (480 = China).</param>
/// <param name="LateEventHours">How long after the goods an event may be recorded (事件迟报).</param>
/// <param name="HandoverDays">How long goods that were passed on may still stand where they came from.</param>
/// <param name="Borders">Pairs of areas where goods cross in everyday life.</param>
public sealed record DiversionRules(
    int Version,
    CaseWindowKind CaseWindow,
    CaseMinimums Minimums,
    int ConsumerCodesBeyondTravel,
    int ClockToleranceMinutes,
    int BusinessUtcOffsetMinutes,
    int LateEventHours,
    int HandoverDays,
    CloneLimits Clones,
    FastSaleLimits FastSale,
    ConfidenceRules Confidence,
    SeveritySteps Severity,
    IReadOnlyList<AreaBorder> Borders)
{
    /// <summary>The principal's own codes (物流码); none: any text is taken as a code.</summary>
    public CodeRules Codes { get; init; } = CodeRules.None;

    /// <summary>How long the phases of a case may take.</summary>
    public Cases.CasePhases Phases { get; init; } = Cases.CasePhases.Usual;

    /// <summary>Every problem of these rules; empty when they can be used.</summary>
    public IReadOnlyList<RuleProblem> Validate() => [.. DiversionRulesCheck.Problems(this), .. Codes.Problems("codes")];

    /// <summary>The business day of an instant (业务日期).</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.UtcDateTime.AddMinutes(BusinessUtcOffsetMinutes));
}

/// <summary>What a case needs (立案门槛), all of it; less is an observation that accuses nobody.</summary>
/// <param name="Scans">Distinct codes at one destination.</param>
/// <param name="Share">The same as a fraction of the items shipped (0.01 = 1 %).</param>
/// <param name="Units">
/// Cartons that moved apart. One wrong packing or shipping record moves all that is in it, so it must not be enough.
/// </param>
/// <param name="AtHome">
/// Codes of a shipment that must be read in the territory before its cartons count one by one: else the shipment may
/// have been recorded for the wrong dealer, and is one unit.
/// </param>
/// <param name="Sources">Scanners or places. Those that name a wrong city by mistake must not be enough.</param>
/// <param name="Others">Codes that remain when any one of these scanners is left out.</param>
public sealed record CaseMinimums(int Scans, decimal Share, int Units, int AtHome, int Sources, int Others);

/// <summary>From where on one code stands on several goods (克隆判定).</summary>
/// <param name="KilometresPerHour">Faster than this between two scans nothing travels.</param>
/// <param name="LeastKilometres">Positions closer than this are one place: phones are not exact.</param>
/// <param name="Scans">More scans than this on more than <paramref name="Devices"/> devices are several goods.</param>
public sealed record CloneLimits(int KilometresPerHour, int LeastKilometres, int Scans, int Devices);

/// <summary>How soon after a movement goods can be on sale elsewhere (异常快销).</summary>
/// <param name="SameProvince">In another city of a province of the dealer.</param>
/// <param name="OtherProvince">In a province where the dealer sells nothing.</param>
public sealed record FastSaleLimits(FastSale SameProvince, FastSale OtherProvince);

/// <param name="ImpossibleHours">Sooner than this a time or a code is wrong.</param>
/// <param name="FastHours">Sooner than this the goods never saw the dealer's store.</param>
public sealed record FastSale(int ImpossibleHours, int FastHours);

/// <summary>Two areas that border on each other (相邻区域); the order does not matter.</summary>
public sealed record AreaBorder(string Area, string Neighbour);

/// <summary>From where on a case is serious or grave (严重程度分级).</summary>
public sealed record SeveritySteps(SeverityStep Serious, SeverityStep Grave);

/// <summary>
/// A step is reached by worth or by spread. Worth is the value of the goods where their price is known, else codes.
/// </summary>
/// <param name="Value">Items × price, in the currency of the invoices.</param>
/// <param name="Codes">Distinct codes, where no price is known.</param>
/// <param name="Spots">Distinct places they were read at.</param>
public sealed record SeverityStep(decimal Value, int Codes, int Spots);

/// <summary>What is wrong in a rules file: the member, the fault and what to do.</summary>
public sealed record RuleProblem(string Path, string Message, string Remedy)
{
    public override string ToString() => $"{Path}: {Message} {Remedy}";
}
