using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>What a reconciliation says of one dealer, without its lines (对账结果摘要).</summary>
internal sealed record DealerFigures(
    string DealerCode, string Status, int Matches, decimal Difference, decimal Explained, decimal Residual,
    IReadOnlyDictionary<BreakCause, decimal> ByCause, string? Note)
{
    /// <summary>Which book of the dealer: a currency, or a product and its unit; null where it has one.</summary>
    public string? Book { get; init; }

    public static DealerFigures Of(DealerOutcome outcome) => Figures(outcome) with
    {
        Book = outcome.Books.Documented is null ? null : outcome.Books.Ours.Currency,
    };

    private static DealerFigures Figures(DealerOutcome outcome) => outcome.Result is { } result
        ? new DealerFigures(
            result.DealerCode, result.IsGreen ? "green" : "open", result.Matches.Count, result.Difference,
            result.Explained.Values.Sum(), result.Residual, result.Explained,
            result.Findings.Count == 0 ? null : string.Join(" ", result.Findings.Select(f => f.Message)))
        : new DealerFigures(
            outcome.Books.Ours.DealerCode, "incomplete", 0, 0m, 0m, 0m, new Dictionary<BreakCause, decimal>(),
            outcome.Incomplete);
}
