namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>How long the phases of a case may take (案件时限), in calendar days. What is overdue is reported; nothing
/// moves on by itself.</summary>
/// <param name="AppealDays">A dealer may appeal so long after the notice, and again after a ruling; 0: nobody waits
/// for it.</param>
/// <param name="RuleDays">For the ruling, after an appeal or after the time for one.</param>
/// <param name="CloseDays">For closing, after a dismissal or after the time for an appeal against a ruling.</param>
public sealed record CasePhases(int AppealDays, int RuleDays, int CloseDays)
{
    private const int Longest = 366;

    /// <summary>Used where <c>diversion.json</c> names none.</summary>
    public static readonly CasePhases Usual = new(15, 30, 30);

    internal IEnumerable<RuleProblem> Problems() =>
        new (string Member, int Days)[]
        {
            ("appealDays", AppealDays), ("ruleDays", RuleDays), ("closeDays", CloseDays),
        }
        .Where(phase => phase.Days is < 0 or > Longest)
        .Select(phase => new RuleProblem(
            $"phases.{phase.Member}", $"{phase.Days} is out of range.", $"Write a number from 0 to {Longest}."));
}
