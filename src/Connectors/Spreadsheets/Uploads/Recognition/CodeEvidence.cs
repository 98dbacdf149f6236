using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// Whether a column holds trace codes (追溯码证据): sound GS1 codes of single pieces, or the principal's own by their
/// pattern. Where the principal has stated no pattern, long numbers that never repeat may be codes, and no more.
/// </summary>
internal sealed class CodeEvidence(IUploadKnowledge knowledge)
{
    private const decimal Sound = 0.9m;
    private const decimal Perhaps = 0.5m;
    private const decimal Most = 0.9m;
    private const decimal Half = 0.5m;
    private const int Enough = 3;
    private const int Shortest = 10;

    /// <summary>Null: these are no codes.</summary>
    public (decimal, Bilingual)? Of(ColumnSample values)
    {
        var sound = values.ShareOf(IsSound);
        return sound >= Most && values.Cells.Count >= Enough && values.Distinct > 1
                ? (Sound, new("内容是校验无误的追溯码", "its values are sound trace codes"))
            : sound >= Half || (values.ShareOf(MayBe) >= Most && values.Distinct == values.Cells.Count)
                ? (Perhaps, new("内容像是追溯码", "its values may be trace codes"))
            : null;
    }

    private bool IsSound(GridCell cell) => Read(cell) is { IsTraceable: true } reading
        && (reading.Kind != CodeKind.Private || reading.Pattern is not null);

    private bool MayBe(GridCell cell) => Read(cell) is { IsTraceable: true, NormalForm.Length: >= Shortest } reading
        && reading.NormalForm.Any(char.IsAsciiDigit);

    private CodeReading? Read(GridCell cell) =>
        cell.Kind is CellKind.Text or CellKind.Number ? knowledge.TraceCodes.Read(cell.Text) : null;
}
