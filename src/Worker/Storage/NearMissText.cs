using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Worker.Storage;

/// <summary>The nearest candidates of an open line in words, one a line.</summary>
internal static class NearMissText
{
    public static string? Of(IReadOnlyList<NearMiss> nearest) =>
        nearest.Count == 0 ? null : string.Join('\n', nearest.Select(Of));

    private static string Of(NearMiss miss) =>
        $"{miss.Candidate.Id} ({miss.Candidate.Reference}, {miss.Candidate.Date:yyyy-MM-dd}, "
        + $"{AmountText.Of(miss.Candidate.Amount)}): {miss.Criterion} {miss.OpenValue} against {miss.CandidateValue}"
        + (miss.RuleChange is { } change
            ? $"; would match with {change}"
            : "; no change of the rules would match them");
}
