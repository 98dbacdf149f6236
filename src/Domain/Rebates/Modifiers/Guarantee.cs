namespace DealerIntegration.Domain.Rebates.Modifiers;

/// <summary>
/// A period earns at least this much, also without any business (最低保证). Carried over, what was added in one period is
/// an advance: later periods that earn more than the guarantee give it back out of what lies above.
/// </summary>
public sealed record Guarantee(decimal Amount, bool CarriedOver = false) : RebateModifier, ILeast
{
    public const string TypeName = "guarantee";

    internal override bool CarriesOver => CarriedOver;

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy, string path) =>
        LeastCheck.Problems(Amount, policy, path);

    internal override void Apply(Draft draft, ref decimal carried)
    {
        var missing = Amount - draft.Total;
        if (missing > 0m)
        {
            draft.Words.Add(
                $"Guarantee: {Figures.Amount(draft.Total)} is below {Figures.Amount(Amount)}, so "
                + $"{Figures.Amount(missing)} are added.");
            draft.Extras.Add(new Extra("guarantee", missing));
            carried += CarriedOver ? missing : 0m;
            return;
        }

        var back = decimal.Min(carried, -missing);
        if (back > 0m)
        {
            draft.Words.Add(
                $"Guarantee: of {Figures.Amount(carried)} added in earlier periods {Figures.Amount(back)} are taken "
                + $"back out of what lies above {Figures.Amount(Amount)}.");
            draft.Extras.Add(new Extra("guarantee taken back", -back));
            carried -= back;
        }
    }
}
