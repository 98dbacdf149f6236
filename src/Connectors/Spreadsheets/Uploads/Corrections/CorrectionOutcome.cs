using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>What became of the rows that were sent back (更正结果), for the reply.</summary>
/// <param name="IsAlone">They came without their file.</param>
/// <param name="Original">How keys name the file that the rows belong to; null where none does.</param>
/// <param name="Sheet">Name of the sheet of corrections.</param>
/// <param name="Sent">All rows of the sheet of corrections.</param>
/// <param name="Taken">Rows of the file as they now stand, by sheet and number.</param>
internal sealed record CorrectionOutcome(
    bool IsAlone, string? Original, string Sheet, IReadOnlyList<CorrectedRow> Sent,
    IReadOnlyDictionary<string, Dictionary<int, GridRow>> Taken);
