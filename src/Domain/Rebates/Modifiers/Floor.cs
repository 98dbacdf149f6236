namespace DealerIntegration.Domain.Rebates.Modifiers;

/// <summary>Where something is earned, at least this much is (保底): a dealer that earned nothing gets nothing.</summary>
public sealed record Floor(decimal Amount) : RebateModifier, ILeast
{
    public const string TypeName = "floor";

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy, string path) =>
        LeastCheck.Problems(Amount, policy, path);

    internal override void Apply(Draft draft, ref decimal carried)
    {
        if (draft.Total > 0m && draft.Total < Amount)
        {
            var (total, least, more) = (
                Figures.Amount(draft.Total), Figures.Amount(Amount), Figures.Amount(Amount - draft.Total));
            draft.Words.Add(new(
                $"Floor: {total} is below {least}, so {more} are added.", $"保底：{total} 低于 {least}，补 {more}。"));
            draft.Extras.Add(new Extra("floor", Amount - draft.Total));
        }
    }
}
