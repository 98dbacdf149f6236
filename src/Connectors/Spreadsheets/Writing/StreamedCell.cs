using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Writing;

/// <summary>The looks of a streamed workbook (样式), in the order of its style table.</summary>
internal enum StreamedStyle
{
    Text,
    Number,
    Date,
    Title,
    Heading,
    Key,
    Wrapped,
    Good,
    Warn,
    BadText,
    BadNumber,
    BadDate,
}

/// <summary>A typed cell: text is never taken for a number or a formula, whatever it begins with.</summary>
internal readonly record struct StreamedCell(
    StreamedStyle Style, string? Text = null, decimal? Number = null, DateOnly? Date = null)
{
    public static StreamedCell Of(string? text, StreamedStyle style = StreamedStyle.Text) => new(style, text);

    public static StreamedCell Of(decimal number) => new(StreamedStyle.Number, Number: number);

    /// <summary>A cell that was read, as it was read.</summary>
    public static StreamedCell Of(GridCell? cell, bool isBad) => cell switch
    {
        null => new(isBad ? StreamedStyle.BadText : StreamedStyle.Text),
        _ when GridCells.IsNumber(cell) =>
            new(isBad ? StreamedStyle.BadNumber : StreamedStyle.Number, Number: cell.Number),
        _ when GridCells.IsDay(cell) => new(isBad ? StreamedStyle.BadDate : StreamedStyle.Date, Date: cell.Date),
        _ => new(isBad ? StreamedStyle.BadText : StreamedStyle.Text, cell.Text),
    };
}
