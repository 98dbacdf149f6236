using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Rebates.Modifiers;

/// <summary>
/// At most this much is earned in a period (封顶): a sum, a percentage of the value, or the lower of both.
/// </summary>
public sealed record Cap(decimal? Amount = null, decimal? PercentOfValue = null) : RebateModifier
{
    public const string TypeName = "cap";

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy, string path)
    {
        if (Amount is null && PercentOfValue is null)
        {
            yield return new PolicyProblem(
                path, "Nothing says how much is the most.", "Write amount, percentOfValue or both.");
        }

        if (Amount < 0m)
        {
            yield return new PolicyProblem($"{path}.amount", $"{Amount} is below 0.", "Write 0 or more.");
        }

        if (PercentOfValue is < 0m or > 100m)
        {
            yield return new PolicyProblem(
                $"{path}.percentOfValue",
                $"{PercentOfValue} % is not within 0 and 100.",
                "Write a percentage up to 100.");
        }

        foreach (var least in policy.Modifiers.OfType<ILeast>().Where(least => least.Amount > Amount))
        {
            yield return new PolicyProblem(
                $"{path}.amount",
                $"At most {Amount} and, by another modifier, at least {least.Amount} cannot both be.",
                "Raise the cap or lower the other.");
        }
    }

    internal override void Apply(Draft draft, ref decimal carried)
    {
        var value = decimal.Max(draft.Input.Basis.Value, 0m);
        var share = PercentOfValue is { } percent
            ? RebateSlice.Pay(RewardKind.Percent, value, percent)
            : (decimal?)null;
        var most = Amount is { } amount && (share is null || amount <= share) ? amount : share ?? 0m;
        if (draft.Total <= most)
        {
            return;
        }

        var why = most == share
            ? $"{Figures.Amount(value)} × {Figures.Plain(PercentOfValue ?? 0m)} % = {Figures.Amount(most)}"
            : Figures.Amount(most);
        var total = Figures.Amount(draft.Total);
        draft.Words.Add(new($"Cap: of {total} at most {why}.", $"封顶：{total} 中最多 {why}。"));
        draft.LowerTo(most);
    }
}
