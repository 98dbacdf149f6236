using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Nearest;

/// <summary>
/// The smallest change of the rules that matches two lines (最小规则改动), in the words of the rule file; or none.
/// </summary>
internal static class RuleChange
{
    private const int WidestWindow = 62;
    public const string ToleranceStep = "tolerance";
    private static readonly Rounding ShareUp = new(RoundingMode.Up, 4);

    /// <summary>For lines of one kind and currency whose numbers name no other document.</summary>
    public static string? ForTolerance(Item ours, Item theirs, ReconciliationRules rules)
    {
        if (ForNamed(ours, theirs, rules) is { } named)
        {
            return named;
        }

        var days = Math.Abs(ours.Entry.Date.DayNumber - theirs.Entry.Date.DayNumber);
        if (days > WidestWindow)
        {
            return null;
        }

        var changes = new List<string>(3);
        if (!rules.Tolerance.Admits(ours.Amount, theirs.Amount))
        {
            changes.Add(ForAmount(ours.Amount, theirs.Amount, rules.Tolerance));
        }

        if (days > rules.Tolerance.DateWindowDays)
        {
            changes.Add($"tolerance.dateWindowDays {rules.Tolerance.DateWindowDays} -> {days}");
        }

        if (!rules.Steps.Contains(ToleranceStep))
        {
            changes.Add(ForSteps(rules, ToleranceStep));
        }

        return string.Join(" and ", changes);
    }

    public static string ForSteps(ReconciliationRules rules, string step)
    {
        var steps = string.Join(", ", rules.Steps);
        return $"steps {steps} -> {steps}, {step}";
    }

    /// <summary>
    /// Where one names the other in its text, the date does not count, and only the absolute bound does.
    /// </summary>
    private static string? ForNamed(Item ours, Item theirs, ReconciliationRules rules)
    {
        var difference = Math.Abs(theirs.Amount - ours.Amount);
        return difference > rules.Tolerance.Absolute
            && PairAlone.MayNameEachOther(ours, theirs, rules)
            && PairAlone.Matches(
                ours,
                theirs,
                rules with { Tolerance = rules.Tolerance with { Absolute = difference, DateWindowDays = 0 } })
                ? Absolute(rules.Tolerance, difference)
                : null;
    }

    private static string Absolute(Tolerance tolerance, decimal difference) =>
        $"tolerance.absolute {AmountText.Of(tolerance.Absolute)} -> {AmountText.Of(difference)}";

    // The bound that decided is the one to move: where the percentage is the larger of the two, the percentage.
    private static string ForAmount(decimal ours, decimal theirs, Tolerance tolerance)
    {
        var difference = Math.Abs(theirs - ours);
        var whole = Math.Abs(tolerance.PercentOf == BookSide.Ours ? ours : theirs);
        var byPercent = tolerance.Percent * whole > tolerance.Absolute;
        var share = byPercent ? ShareUp.Apply(difference / whole) : 1m;
        return share < 1m
            ? $"tolerance.percent {AmountText.Plain(tolerance.Percent)} -> {AmountText.Plain(share)}"
            : Absolute(tolerance, difference);
    }
}
