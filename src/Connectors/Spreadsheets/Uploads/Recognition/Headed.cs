using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>A column of a table as its heading names it (列标题).</summary>
/// <param name="Column">Number of the column, from 1.</param>
/// <param name="Text">The heading as written; both lines of it, joined, where it has two.</param>
/// <param name="Names">
/// What the heading may be read as, folded: its own line, both lines joined, the upper line where the lower is blank.
/// </param>
internal sealed record HeadedColumn(int Column, string Text, IReadOnlyList<string> Names)
{
    public string Letter => CellAddress.Letters(Column);

    /// <summary>The heading in the form in which layouts are compared.</summary>
    public string Key => HeadingText.Key(Text);
}

/// <summary>A sheet with every row, or two, that may head its table.</summary>
internal sealed record SheetHeadings(SheetGrid Sheet, IReadOnlyList<Heading> Headings);

/// <summary>A row, or two, that may head a table (候选表头). Data begin below <see cref="Row"/>.</summary>
internal sealed record Heading(SheetGrid Sheet, GridRow Row, IReadOnlyList<HeadedColumn> Columns)
{
    /// <summary>Number of the upper row, where there are two.</summary>
    public int? UpperRow { get; init; }
}
