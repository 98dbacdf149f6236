using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;

/// <summary>
/// Reads the trace code in a cell (清单中的追溯码), in whatever syntax the scanner wrote it. A number that a spreadsheet cut
/// short is refused: nobody can tell which code it was.
/// </summary>
internal static class ScannedCode
{
    public static Finding? Read(GridCell cell, IUploadKnowledge knowledge, out object? value)
    {
        value = null;
        if (cell.Kind is CellKind.Date or CellKind.Boolean)
        {
            return ScanFindings.NoCode();
        }

        if (cell.Kind == CellKind.Number && SpreadsheetDamage.OfNumber(cell.Text) is not null)
        {
            return CodeFindings.Damaged();
        }

        var reading = knowledge.TraceCodes.Read(cell.Text);
        if (reading.Problem is not null)
        {
            return SpreadsheetDamage.OfText(CellText.Fold(cell.Text)) is null
                ? ScanFindings.NoCode() : CodeFindings.Damaged();
        }

        // The barcode of a product is the same on every piece of it.
        if (!reading.IsTraceable || knowledge.ProductOf(reading.NormalForm) is not null)
        {
            return ScanFindings.OfNoSinglePiece();
        }

        value = reading.NormalForm;
        return null;
    }
}
