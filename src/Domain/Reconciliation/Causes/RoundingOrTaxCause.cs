using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>Matched lines a few cents apart (尾差/税差): at most the absolute tolerance of the rules.</summary>
internal sealed class RoundingOrTaxCause : IBreakCause
{
    public BreakCause Cause => BreakCause.RoundingOrTax;

    public Proof? Prove(OpenBreak open, CaseFile file) =>
        open.Kind != BreakKind.Unequal || Math.Abs(open.Amount) > file.Tolerance.Absolute
            ? null
            : new Proof(
                $"{string.Join(", ", open.Ours.Select(item => item.Entry.Id))} differs by "
                + $"{AmountText.Of(open.Amount)}, within the absolute tolerance of "
                + $"{AmountText.Of(file.Tolerance.Absolute)}.",
                [.. open.Ours.Select(item => item.Entry.Id)]);
}
