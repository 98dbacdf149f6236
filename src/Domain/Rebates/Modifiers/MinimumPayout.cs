using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Modifiers;

/// <summary>
/// Less than this is not paid (最低兑现额): it lapses or, carried over, waits for the next period and counts there.
/// </summary>
public sealed record MinimumPayout(decimal Amount, bool CarriedOver = false) : RebateModifier, ILeast
{
    public const string TypeName = "minimumPayout";

    internal override bool CarriesOver => CarriedOver;

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy, string path) =>
        LeastCheck.Problems(Amount, policy, path);

    internal override void Apply(Draft draft, ref decimal carried)
    {
        if (carried != 0m)
        {
            var over = Figures.Amount(carried);
            draft.Words.Add(new($"Carried over from earlier periods: {over}.", $"上期结转：{over}。"));
            draft.Extras.Add(new Extra("carried over", carried));
            carried = 0m;
        }

        // Nobody can pay, nor keep waiting, a part of the smallest unit.
        var total = draft.Input.Policy.Rounding.Rule.Apply(draft.Total);
        if (total <= 0m || total >= Amount)
        {
            return;
        }

        var (less, least) = (Figures.Amount(total), Figures.Amount(Amount));
        draft.Words.Add(new Told($"Minimum payout: {less} is below {least} and ", $"起付额：{less} 低于 {least}，")
            + (CarriedOver ? new Told("waits for the next period.", "留待下期。") : new Told("lapses.", "不予支付。")));
        carried = CarriedOver ? total : 0m;
        draft.Amount = 0m;
        draft.Extras.Clear();
    }
}
