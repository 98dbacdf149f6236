namespace DealerIntegration.Domain.Rebates.Checks;

/// <summary>Faults of a list of codes: empty, blank, twice, both included and excluded.</summary>
internal static class CodeList
{
    public static IEnumerable<PolicyProblem> Problems(string path, IReadOnlyList<string>? list)
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

    public static IEnumerable<PolicyProblem> Contradictions(
        string path, IReadOnlyList<string>? included, IReadOnlyList<string>? excluded) =>
        included is null || excluded is null
            ? []
            : excluded
                .Where(included.Contains)
                .Select(code => new PolicyProblem(
                    path, $"'{code}' is both included and excluded.", "Remove it from one of the two lists."));
}
