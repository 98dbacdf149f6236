namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>What the file says a cell holds.</summary>
internal enum XlsxType
{
    Number,
    Shared,
    Text,
    Boolean,
    Error,
    IsoDate,

    /// <summary>A formula whose result was never stored.</summary>
    NoResult,
}

/// <summary>
/// A cell with a value, as the file stores it. The bytes of the value lie in the row (<see cref="StoredRow.Value"/>).
/// </summary>
internal readonly record struct XlsxCell(int Column, XlsxType Type, int Style, bool Computed, int Start, int Length);
