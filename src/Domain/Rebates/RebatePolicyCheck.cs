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
            .. ListProblems("who.dealers", policy.Who.Dealers),
            .. ListProblems("who.tiers", policy.Who.Tiers),
            .. ListProblems("who.excludeDealers", policy.Who.ExcludeDealers),
            .. Contradictions("who.excludeDealers", policy.Who.Dealers, policy.Who.ExcludeDealers),
            .. ListProblems("what.products", policy.What.Products),
            .. ListProblems("what.categories", policy.What.Categories),
            .. ListProblems("what.brands", policy.What.Brands),
            .. ListProblems("what.excludeProducts", policy.What.ExcludeProducts),
            .. Contradictions("what.excludeProducts", policy.What.Products, policy.What.ExcludeProducts),
            .. policy.Rule.Problems(policy),
        ];
    }

    public static IEnumerable<PolicyProblem> UnknownCodes(RebatePolicy policy, KnownCodes known) =>
    [
        .. Unknown("who.dealers", policy.Who.Dealers, known.Dealers),
        .. Unknown("who.tiers", policy.Who.Tiers, known.Tiers),
        .. Unknown("who.excludeDealers", policy.Who.ExcludeDealers, known.Dealers),
        .. Unknown("what.products", policy.What.Products, known.Products),
        .. Unknown("what.categories", policy.What.Categories, known.Categories),
        .. Unknown("what.brands", policy.What.Brands, known.Brands),
        .. Unknown("what.excludeProducts", policy.What.ExcludeProducts, known.Products),
    ];

    private static IEnumerable<PolicyProblem> Unknown(
        string path, IReadOnlyList<string>? list, IReadOnlySet<string> known) =>
        (list ?? [])
            .Select((code, i) => (Code: code, Path: $"{path}[{i}]"))
            .Where(entry => !known.Contains(entry.Code))
            .Select(entry => new PolicyProblem(
                entry.Path, $"'{entry.Code}' is not in the master data.", "Correct the code, or load it first."));

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

    private static IEnumerable<PolicyProblem> ListProblems(string path, IReadOnlyList<string>? list)
    {
        if (list is null)
        {
            yield break;
        }

        if (list.Count == 0)
        {
            yield return new PolicyProblem(path, "The list is empty.", "Leave it out to mean all, or name some.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(list[i]))
            {
                yield return new PolicyProblem($"{path}[{i}]", "It is blank.", "Write a code or remove the entry.");
            }
            else if (!seen.Add(list[i]))
            {
                yield return new PolicyProblem($"{path}[{i}]", $"'{list[i]}' stands twice.", "Remove one of the two.");
            }
        }
    }

    private static IEnumerable<PolicyProblem> Contradictions(
        string path, IReadOnlyList<string>? included, IReadOnlyList<string>? excluded) =>
        included is null || excluded is null
            ? []
            : excluded
                .Where(included.Contains)
                .Select(code => new PolicyProblem(
                    path, $"'{code}' is both included and excluded.", "Remove it from one of the two lists."));
}
