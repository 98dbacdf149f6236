using System.Text.Json.Serialization;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>
/// How a rebate is computed (返利规则). The attributes below are the list of rules: the name in a policy file and the
/// record that reads and computes it. A new rule is one file in this folder and one line here.
/// </summary>
/// <remarks>
/// An instance of this very type stands for a rule whose <c>type</c> is absent or unknown. It is read on purpose, so
/// that validation reports it together with every other problem of the policy.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(TierRule), TierRule.TypeName)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public record RebateRule
{
    private static readonly string[] Names = [TierRule.TypeName];

    /// <summary>Problems of this rule within its policy.</summary>
    internal virtual IEnumerable<PolicyProblem> Problems(RebatePolicy policy) =>
    [
        new PolicyProblem(
            "rule.type",
            "The policy names no rule that exists.",
            $"Write one of: {string.Join(", ", Names)}."),
    ];

    /// <summary>Computes what each tier pays, unrounded. Called with a basis above 0 only.</summary>
    internal virtual RuleOutcome Compute(BasisTotals basis) =>
        throw new InvalidOperationException("The policy names no rule that exists; validate it before computing.");
}
