namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>What a column is taken for, how surely (0 to 1) and why (列的推断).</summary>
/// <param name="Sign">0 for a plain column, 1 and -1 for the two halves of a two-column amount.</param>
internal sealed record FieldGuess(HeadedColumn Column, string Field, int Sign, decimal Confidence, Bilingual Why)
{
    public const decimal Exact = 1m;

    public bool IsExact => Confidence == Exact;
}
