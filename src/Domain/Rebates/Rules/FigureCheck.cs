namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Faults of figures agreed with single dealers or products.</summary>
internal static class FigureCheck
{
    public static IEnumerable<PolicyProblem> Above0(string path, decimal? figure)
    {
        if (figure <= 0m)
        {
            yield return new PolicyProblem(path, $"{figure} is not above 0.", "Write a figure above 0.");
        }
    }

    public static IEnumerable<PolicyProblem> NotBelow0(string path, decimal? figure)
    {
        if (figure < 0m)
        {
            yield return new PolicyProblem(path, $"{figure} is below 0.", "Write 0 or more.");
        }
    }

    public static IEnumerable<(string Path, string Code)> Named(
        string path, IReadOnlyDictionary<string, decimal>? byDealer) =>
        byDealer is null ? [] : byDealer.Keys.Select(code => ($"{path}.{code}", code));
}
