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
            var (total, least, more) = (
                Figures.Amount(draft.Total), Figures.Amount(Amount), Figures.Amount(missing));
            draft.Words.Add(new(
                $"Guarantee: {total} is below {least}, so {more} are added.",
                $"最低保证：{total} 低于 {least}，补足 {more}。"));
            draft.Extras.Add(new Extra("guarantee", missing));
            carried += CarriedOver ? missing : 0m;
            return;
        }

        var back = decimal.Min(carried, -missing);
        if (back > 0m)
        {
            var (added, taken, least) = (Figures.Amount(carried), Figures.Amount(back), Figures.Amount(Amount));
            draft.Words.Add(new(
                $"Guarantee: of {added} added in earlier periods {taken} are taken back out of what lies above "
                + $"{least}.",
                $"最低保证：以前各期补足 {added}，从超过 {least} 的部分扣回 {taken}。"));
            draft.Extras.Add(new Extra("guarantee taken back", -back));
            carried -= back;
        }
    }
}
