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
            draft.Words.Add($"Carried over from earlier periods: {Figures.Amount(carried)}.");
            draft.Extras.Add(new Extra("carried over", carried));
            carried = 0m;
        }

        // Nobody can pay, nor keep waiting, a part of the smallest unit.
        var total = draft.Input.Policy.Rounding.Rule.Apply(draft.Total);
        if (total <= 0m || total >= Amount)
        {
            return;
        }

        draft.Words.Add(
            $"Minimum payout: {Figures.Amount(total)} is below {Figures.Amount(Amount)} and "
            + (CarriedOver ? "waits for the next period." : "lapses."));
        carried = CarriedOver ? total : 0m;
        draft.Amount = 0m;
        draft.Extras.Clear();
    }
}
