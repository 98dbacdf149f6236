using System.Globalization;
using DealerIntegration.Domain.Reconciliation.Nearest;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Finds the open lines of the other side that nearly matched an open one (最接近的候选). A line with the same number is the
/// nearest; then the one that passes more criteria before the first that fails; then the amount, then the day.
/// </summary>
internal sealed class NearestLines(Workspace workspace)
{
    private const int Most = 3;

    // Made when the first line is left over.
    private readonly Lazy<UnmatchedLines> _ours =
        new(() => new UnmatchedLines(workspace.Ours, item => IsFree(item, workspace.TheirKeys)));

    private readonly Lazy<UnmatchedLines> _theirs =
        new(() => new UnmatchedLines(workspace.Theirs, item => IsFree(item, workspace.OurKeys)));

    private readonly Lazy<Dictionary<string, int>> _ourCounts = new(() => CountsOf(workspace.Ours));
    private readonly Lazy<Dictionary<string, int>> _theirCounts = new(() => CountsOf(workspace.Theirs));

    private readonly Lazy<ILookup<string, long>> _decisions = new(() => workspace.Decisions
        .Where(decision => decision.Kind == DecisionKind.KeepApart)
        .OrderBy(decision => decision.Number)
        .SelectMany(decision => decision.OurIds.Concat(decision.TheirIds).Select(id => (id, decision.Number)))
        .ToLookup(pair => pair.id, pair => pair.Number, StringComparer.Ordinal));

    public IReadOnlyList<NearMiss> To(Item open, BookSide side)
    {
        var others = (side == BookSide.Ours ? _theirs : _ours).Value;
        var candidates = others.Around(open, Most).ConvertAll(other => Candidate(open, other, side));
        candidates.Sort(static (left, right) => left.Order.CompareTo(right.Order));
        var misses = new NearMiss[Math.Min(Most, candidates.Count)];
        for (var i = 0; i < misses.Length; i++)
        {
            misses[i] = Miss(open, candidates[i].Other, candidates[i].Failed, side);
        }

        return misses;
    }

    private (Item Other, FailedCriterion Failed, (int, int, decimal, int, int) Order) Candidate(
        Item open, Item other, BookSide side)
    {
        var failed = Failed(open, other, side);
        return (other, failed, (
            open.Key.Length > 0 && other.Key == open.Key ? 0 : 1,
            -(int)failed,
            Math.Abs(Math.Abs(other.Amount) - Math.Abs(open.Amount)),
            Math.Abs(other.Entry.Date.DayNumber - open.Entry.Date.DayNumber),
            other.Rank));
    }

    private static bool IsFree(Item item, KnownNumbers numbersOfTheOtherSide) =>
        !item.IsSetApart && !numbersOfTheOtherSide.Contains(item.Key);

    private FailedCriterion Failed(Item open, Item other, BookSide side)
    {
        var (ours, theirs) = side == BookSide.Ours ? (open, other) : (other, open);
        var tolerance = workspace.Rules.Tolerance;
        if (ours.Entry.Currency != theirs.Entry.Currency)
        {
            return FailedCriterion.Currency;
        }

        if (!IsSameKind(ours, theirs))
        {
            return FailedCriterion.Kind;
        }

        if (ours.IsSetApart || theirs.IsSetApart)
        {
            return FailedCriterion.Apart;
        }

        if (ours.Key.Length > 0 && ours.Key == theirs.Key)
        {
            return KeyStepFor(ours, theirs) is null ? FailedCriterion.Count : FailedCriterion.Steps;
        }

        if (workspace.TheirKeys.Contains(ours.Key) || workspace.OurKeys.Contains(theirs.Key))
        {
            return FailedCriterion.Reference;
        }

        // A text names the one in the other, and still they were left to a person: another line fits as well.
        if (PairAlone.MayNameEachOther(ours, theirs, workspace.Rules)
            && PairAlone.Matches(ours, theirs, workspace.Rules))
        {
            return FailedCriterion.Count;
        }

        return !tolerance.Admits(ours.Amount, theirs.Amount) ? FailedCriterion.Amount
            : !tolerance.Admits(ours.Entry.Date, theirs.Entry.Date) ? FailedCriterion.Date
            : workspace.Rules.Steps.Contains(RuleChange.ToleranceStep) ? FailedCriterion.Count
            : FailedCriterion.Steps;
    }

    private static bool IsSameKind(Item ours, Item theirs) =>
        ours.Amount < 0m == theirs.Amount < 0m
        && (ours.Lane == theirs.Lane || ours.Lane == Lane.Either || theirs.Lane == Lane.Either);

    private NearMiss Miss(Item open, Item other, FailedCriterion failed, BookSide side)
    {
        var (ours, theirs) = side == BookSide.Ours ? (open, other) : (other, open);
        var change = failed switch
        {
            FailedCriterion.Amount => RuleChange.ForTolerance(ours, theirs, workspace.Rules),
            FailedCriterion.Date =>
                TextChange.For(ours, theirs, workspace.Rules) ?? RuleChange.ForTolerance(ours, theirs, workspace.Rules),
            FailedCriterion.Steps => KeyStepFor(ours, theirs) is { } step
                ? RuleChange.ForSteps(workspace.Rules, step)
                : RuleChange.ForTolerance(ours, theirs, workspace.Rules),
            _ => null,
        };
        return new NearMiss(
            other.Entry,
            failed.ToString().ToLowerInvariant(),
            Value(open, other, failed, side),
            Value(other, open, failed, side == BookSide.Ours ? BookSide.Theirs : BookSide.Ours),
            change);
    }

    private string Value(Item item, Item other, FailedCriterion failed, BookSide side) => failed switch
    {
        FailedCriterion.Currency => item.Entry.Currency,
        FailedCriterion.Kind => $"{item.Entry.Kind}, {(item.Amount < 0m ? "negative" : "positive")}",
        FailedCriterion.Apart => !item.IsSetApart
            ? "not set apart"
            : $"set apart by decision {string.Join(", ", _decisions.Value[item.Entry.Id].Distinct())}",
        FailedCriterion.Amount => AmountText.Of(item.Amount),
        FailedCriterion.Date => item.Entry.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FailedCriterion.Count when item.Key.Length > 0 && item.Key == other.Key => CountText(item, side),
        FailedCriterion.Count => $"{item.Entry.Reference} fits more than one line".TrimStart(),
        _ => item.Entry.Reference,
    };

    private string CountText(Item item, BookSide side)
    {
        var counts = (side == BookSide.Ours ? _ourCounts : _theirCounts).Value;
        return $"{item.Entry.Reference}, one of {counts[item.Key]} lines";
    }

    private static Dictionary<string, int> CountsOf(Item[] items) =>
        items.CountBy(item => item.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    // The step that pairs lines by their common number, where none such is listed.
    private string? KeyStepFor(Item ours, Item theirs)
    {
        const string exact = "exactKey";
        const string normalised = "normalisedKey";
        var steps = workspace.Rules.Steps;
        var isExact = ours.Entry.Reference.Trim() == theirs.Entry.Reference.Trim();
        return ours.Key.Length == 0 || ours.Key != theirs.Key
            || steps.Contains(normalised) || (isExact && steps.Contains(exact))
                ? null
                : isExact ? exact : normalised;
    }
}
