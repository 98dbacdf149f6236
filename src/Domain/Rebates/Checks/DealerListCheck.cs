using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Domain.Rebates.Checks;

/// <summary>Faults in who a policy is for.</summary>
internal static class DealerListCheck
{
    public static IEnumerable<PolicyProblem> Problems(PolicyDealers who) =>
    [
        .. CodeList.Problems("who.dealers", who.Dealers),
        .. CodeList.Problems("who.tiers", who.Tiers),
        .. CodeList.Problems("who.groups", who.Groups),
        .. CodeList.Problems("who.territories", who.Territories),
        .. CodeList.Problems("who.excludeDealers", who.ExcludeDealers),
        .. CodeList.Contradictions("who.excludeDealers", who.Dealers, who.ExcludeDealers),
        .. CodeList.Problems("who.excludeTiers", who.ExcludeTiers),
        .. CodeList.Contradictions("who.excludeTiers", who.Tiers, who.ExcludeTiers),
        .. CodeList.Problems("who.excludeTerritories", who.ExcludeTerritories),
        .. CodeList.Contradictions("who.excludeTerritories", who.Territories, who.ExcludeTerritories),
        .. AreaProblems("who.territories", who.Territories),
        .. AreaProblems("who.excludeTerritories", who.ExcludeTerritories),
    ];

    private static IEnumerable<PolicyProblem> AreaProblems(string path, IReadOnlyList<string>? list) =>
        (list ?? [])
            .Select((code, i) => (Code: code, Path: $"{path}[{i}]"))
            .Where(entry => !string.IsNullOrWhiteSpace(entry.Code) && !AreaCode.IsValid(entry.Code))
            .Select(entry => new PolicyProblem(
                entry.Path,
                $"'{entry.Code}' is no area code.",
                "Write six digits of GB/T 2260, such as 330000 for a province or 330100 for a city."));
}
