using DealerIntegration.Domain.Rebates.Checks;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>Finds every problem of a policy at once, so that the file is corrected in one go.</summary>
internal static class RebatePolicyCheck
{
    public static IEnumerable<PolicyProblem> Problems(RebatePolicy policy)
    {
        IEnumerable<PolicyProblem?> head =
        [
            Written("code", policy.Code),
            policy.Version < 1 ? new("version", $"{policy.Version} is no version.", "Count from 1.") : null,
            Written("name", policy.Name),
            policy.ValidTo < policy.ValidFrom
                ? new(
                    "validTo",
                    $"{policy.ValidTo:yyyy-MM-dd} is before validFrom ({policy.ValidFrom:yyyy-MM-dd}).",
                    "Write the last day that counts.")
                : null,
            IsCurrency(policy.Currency)
                ? null
                : new("currency", $"'{policy.Currency}' is no currency code.", "Write three capitals, such as CNY."),
            ScaleProblem(policy),
        ];
        return
        [
            .. head.OfType<PolicyProblem>(),
            .. DealerListCheck.Problems(policy.Who),
            .. ProductListCheck.Problems(policy.What),
            .. policy.Rule.Problems(policy),
            .. ModifierCheck.Problems(policy),
            .. PolicyTermsCheck.Problems(policy),
        ];
    }

    private static PolicyProblem? Written(string path, string text) => string.IsNullOrWhiteSpace(text)
        ? new PolicyProblem(path, "It is blank.", "Write a text.")
        : null;

    private static bool IsCurrency(string text) =>
        text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z'];

    // Whole yuan for a currency with cents is allowed, a tenth of a cent is not: nobody could pay it.
    private static PolicyProblem? ScaleProblem(RebatePolicy policy)
    {
        var most = IsCurrency(policy.Currency) ? CurrencyScale.Of(policy.Currency) : 28;
        return policy.Rounding.Scale >= 0 && policy.Rounding.Scale <= most
            ? null
            : new PolicyProblem(
                "rounding.scale",
                $"{policy.Rounding.Scale} decimal places cannot be paid in {policy.Currency}.",
                $"Write a number from 0 to {most}.");
    }
}
