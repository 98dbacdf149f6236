namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>Cells that are shown as one (合并单元格). Rows and columns from 1, both ends included.</summary>
internal readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    /// <summary>Null for what names no range of cells.</summary>
    public static MergedRange? Parse(ReadOnlySpan<byte> reference)
    {
        var colon = reference.IndexOf((byte)':');
        return colon > 0
            && CellReference.TryParse(reference[..colon], out var firstRow, out var firstColumn)
            && CellReference.TryParse(reference[(colon + 1)..], out var lastRow, out var lastColumn)
                ? new MergedRange(firstRow, firstColumn, lastRow, lastColumn)
                : null;
    }
}
