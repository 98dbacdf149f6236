using System.Text.Json.Serialization;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>
/// How a rebate is computed (返利规则). The attributes below are the list of rules: the name in a policy file and the
/// record that reads and computes it. A new rule is one file in this folder and one line here.
/// </summary>
/// <remarks>
/// The contract of a rule: it is a record of what the file says. <see cref="Problems"/> names every fault in it.
/// <see cref="Source"/> says which lines it wants; the policy's selection (dealer, product, days, returns, stacking) is
/// applied to them before the rule sees anything, and <see cref="Counts"/> may leave out more. <see cref="Compute"/>
/// gets the sums (<see cref="RuleInput.Basis"/>, above 0 in the policy's measure) and, where it needs them, the lines;
/// it answers with unrounded slices and the weights by which the lines share them. Rounding, modifiers, stacking,
/// penalty and the split over lines come after it and are none of its business.
/// <para>
/// An instance of this very type stands for a rule whose <c>type</c> is absent or unknown. It is read on purpose, so
/// that validation reports it together with every other problem of the policy.
/// </para>
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(TierRule), TierRule.TypeName)]
[JsonDerivedType(typeof(GrowthRule), GrowthRule.TypeName)]
[JsonDerivedType(typeof(TargetRule), TargetRule.TypeName)]
[JsonDerivedType(typeof(NewProductRule), NewProductRule.TypeName)]
[JsonDerivedType(typeof(SellThroughRule), SellThroughRule.TypeName)]
[JsonDerivedType(typeof(FreeGoodsRule), FreeGoodsRule.TypeName)]
[JsonDerivedType(typeof(PriceProtectionRule), PriceProtectionRule.TypeName)]
[JsonDerivedType(typeof(SpiffRule), SpiffRule.TypeName)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public record RebateRule
{
    private static readonly string[] Names = [.. typeof(RebateRule)
        .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
        .Cast<JsonDerivedTypeAttribute>()
        .Select(attribute => (string)attribute.TypeDiscriminator!)];

    /// <summary>Kinds of documents it reads besides its source.</summary>
    internal virtual IReadOnlyList<BasisDocument> AlsoReads => [];

    /// <summary>Whether it can be asked what another sum than that of the lines would pay.</summary>
    internal virtual bool PaysOnSums => true;

    /// <summary>Whether <see cref="Counts"/> has to be asked for every line.</summary>
    internal virtual bool Narrows => false;

    /// <summary>Products it names, with their place in the file.</summary>
    internal virtual IEnumerable<(string Path, string Code)> ProductsNamed => [];

    /// <summary>Dealers it names, with their place in the file.</summary>
    internal virtual IEnumerable<(string Path, string Code)> DealersNamed => [];

    /// <summary>Problems of this rule within its policy.</summary>
    internal virtual IEnumerable<PolicyProblem> Problems(RebatePolicy policy) =>
    [
        new PolicyProblem(
            "rule.type",
            "The policy names no rule that exists.",
            $"Write one of: {string.Join(", ", Names)}."),
    ];

    internal virtual LineSource Source(PolicyBasis basis) => basis.Document switch
    {
        BasisDocument.Ordered => LineSource.Ordered,
        BasisDocument.Shipped => LineSource.Shipped,
        BasisDocument.Paid => LineSource.Paid,
        _ => LineSource.Invoiced,
    };

    /// <summary>The first day whose documents it reads to compute that period.</summary>
    internal virtual DateOnly FirstDay(RebatePolicy policy, EarningPeriod period) => period.Start;

    /// <summary>Whether a document of that month can matter to the period.</summary>
    internal virtual bool Reads(RebatePolicy policy, EarningPeriod period, Period month) =>
        month.Start <= period.End && month.End >= FirstDay(policy, period);

    /// <summary>Whether a line that the policy selects counts under the rule.</summary>
    internal virtual bool Counts(in RebateLine line) => true;

    /// <summary>The lines of a rule whose source is <see cref="LineSource.Stock"/>.</summary>
    internal virtual RebateLine[] Make(DealerSales sales, DateOnly first, DateOnly last) =>
        throw new InvalidOperationException($"{GetType().Name} makes no lines of its own.");

    /// <summary>Computes what is paid, unrounded. Called with a basis above 0 only.</summary>
    internal virtual RuleOutcome Compute(RuleInput input) =>
        throw new InvalidOperationException("The policy names no rule that exists; validate it before computing.");

    /// <summary>
    /// The measure at which more would be paid for the next unit or for all of them; null where there is no such step.
    /// </summary>
    internal virtual NextStep? Next(RuleInput input) => null;
}
