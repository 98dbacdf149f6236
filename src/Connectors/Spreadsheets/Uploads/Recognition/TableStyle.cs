using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// How a table writes what may be read in two ways (书写习惯): the order of day and month, and whether a comma stands
/// before the decimals. One file is written by one hand, so one certain value settles the others; nothing else does.
/// </summary>
/// <param name="Dates">Null: year first, or not settled.</param>
internal sealed record TableStyle(DateOrder? Dates, bool CommaDecimals)
{
    public static readonly TableStyle Usual = new(null, false);

    // Three values like 12,50 and none like 12.50 are no slips of the finger any more.
    private const int Enough = 3;

    public bool IsUsual => this == Usual;

    /// <param name="table">Its columns are known.</param>
    /// <param name="spec">Tells which of them are dates and numbers.</param>
    /// <param name="period">Dates that must be within it may settle the order.</param>
    public static TableStyle Of(TableLayout table, DatasetSpec spec, IUploadKnowledge period) => new(
        OrderOf([.. Texts(table, spec, SpecFields.IsDay)], [.. Below(table).SelectMany(r => r.Cells)], period),
        UsesComma([.. Texts(table, spec, type => type == FieldType.Decimal)]));

    /// <summary>The first date column whose values may each be two days, with one of them.</summary>
    public static GridCell? Unsettled(TableLayout table, DatasetSpec spec)
    {
        foreach (var column in table.Columns.Where(c => spec.TypeOf(c.Field).IsDay()))
        {
            var cells = Below(table).Select(r => r.At(column.Column)).OfType<GridCell>().ToList();
            var open = cells.Where(c => c.Kind == CellKind.Text && IsTwoDays(c.Text)).ToList();
            if (open.Count > 0 && open.Count * 2 > cells.Count)
            {
                return open[0];
            }
        }

        return null;
    }

    /// <summary>The table with its cells read in this style; their texts stay as written.</summary>
    public SheetGrid Read(TableLayout table, DatasetSpec spec)
    {
        var types = table.Columns.GroupBy(c => c.Column).ToDictionary(g => g.Key, g => spec.TypeOf(g.First().Field));
        IEnumerable<GridRow> Styled(IEnumerable<GridRow> rows) => rows.Select(row => row.Number <= table.Header.Number
            ? row
            : row with { Cells = [.. row.Cells.Select(c => Read(c, types.GetValueOrDefault(c.Column)))] });

        return table.Sheet with
        {
            Rows = Styled(table.Sheet.Rows),
            Head = [.. Styled(table.Sheet.Head)],
            Tail = [.. Styled(table.Sheet.Tail)],
        };
    }

    private GridCell Read(GridCell cell, FieldType type) => cell.Kind != CellKind.Text ? cell : type switch
    {
        FieldType.Date or FieldType.Instant when Dates is { } order
            && YearLastDate.TryParse(cell.Text, order, out var date) => cell with { Date = date },
        FieldType.Decimal when CommaDecimals && AmountText.TryParseWithComma(cell.Text, out var number)
            => cell with { Number = number },
        _ => cell,
    };

    // Dates of columns that nobody reads were written by the same hand.
    private static DateOrder? OrderOf(
        List<(string Text, bool WithinPeriod)> texts, List<GridCell> all, IUploadKnowledge knowledge)
    {
        var dates = texts.Where(t => IsTwoDays(t.Text)).ToList();
        if (dates.Count == 0)
        {
            return null;
        }

        var written = all.Where(c => c.Kind == CellKind.Text && !DateText.TryParse(c.Text, out _)
            && YearLastDate.MayBeDate(c.Text)).ToList();
        var dayFirst = written.TrueForAll(c => YearLastDate.TryParse(c.Text, DateOrder.DayFirst, out _));
        var monthFirst = written.TrueForAll(c => YearLastDate.TryParse(c.Text, DateOrder.MonthFirst, out _));
        if (dayFirst != monthFirst)
        {
            return dayFirst ? DateOrder.DayFirst : DateOrder.MonthFirst;
        }

        // In one of the two readings they are all of the month; in the other they are not, and would be refused. One or
        // two such dates may be slips, and then they are refused either way.
        var bound = dates.Where(d => d.WithinPeriod).ToList();
        var (asDay, asMonth) = (Within(DateOrder.DayFirst), Within(DateOrder.MonthFirst));
        return !dayFirst || bound.Count < Enough || asDay == asMonth ? null
            : asDay ? DateOrder.DayFirst : DateOrder.MonthFirst;

        bool Within(DateOrder order) => bound.TrueForAll(
            d => YearLastDate.TryParse(d.Text, order, out var date) && knowledge.Period.Contains(date));
    }

    private static bool UsesComma(List<(string Text, bool WithinPeriod)> texts)
    {
        var said = texts.Select(t => (t.Text, Comma: AmountText.UsesComma(t.Text))).ToList();
        var commas = said.Where(s => s.Comma == true).ToList();
        return !said.Exists(s => s.Comma == false)
            && (commas.Count >= Enough || commas.Exists(s => CellText.Fold(s.Text).Contains('.')));
    }

    private static bool IsTwoDays(string text) => !DateText.TryParse(text, out _)
        && YearLastDate.TryParse(text, DateOrder.DayFirst, out var one)
        && YearLastDate.TryParse(text, DateOrder.MonthFirst, out var other) && one != other;

    private static IEnumerable<(string Text, bool WithinPeriod)> Texts(
        TableLayout table, DatasetSpec spec, Func<FieldType, bool> holds) =>
        from column in table.Columns
        where holds(spec.TypeOf(column.Field))
        from row in Below(table)
        let cell = row.At(column.Column)
        where cell is { Kind: CellKind.Text }
        select (cell.Text, column.Definition.WithinPeriod);

    private static IEnumerable<GridRow> Below(TableLayout table) =>
        table.Sheet.Head.Where(r => r.Number > table.Header.Number);
}
