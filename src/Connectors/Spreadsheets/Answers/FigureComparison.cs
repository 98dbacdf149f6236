using System.Globalization;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Answers;

/// <summary>
/// Holds every figure of a returned statement against the one that was issued (金额比对): a dealer that confirms must
/// confirm our figures. Rows are found again by what they say and columns by their headings, because dealers sort,
/// filter and add.
/// </summary>
internal sealed class FigureComparison
{
    // Beyond these the sheet was rewritten; listing every cell would bury the answers.
    private const int MostListed = 50;

    private static readonly HashSet<string> DealerFills =
    [
        CellText.Heading(StatementWords.AnswerHeading), CellText.Heading(StatementWords.ReasonHeading),
        CellText.Heading(StatementWords.ItemHeading),
    ];

    private readonly Rounding rounding;
    private readonly List<UploadProblem> typed = [];
    private readonly List<UploadProblem> computed = [];
    private readonly HashSet<string> items = new(StringComparer.Ordinal);

    private FigureComparison(int scale) => rounding = new Rounding(RoundingMode.HalfUp, scale);

    /// <summary>Items whose own row was changed.</summary>
    public IReadOnlySet<string> Items => items;

    public bool Any => typed.Count + computed.Count > 0;

    /// <summary>What was changed. Totals that only follow a changed figure are left out.</summary>
    public IEnumerable<UploadProblem> Problems => (typed.Count > 0 ? typed : computed).Take(MostListed);

    public static FigureComparison Of(IReadOnlyList<SheetGrid> issued, OpenedFile returned, string currency)
    {
        var comparison = new FigureComparison(CurrencyScale.Of(currency));
        foreach (var sheet in issued.Where(s => !s.Hidden))
        {
            // Sheets that nobody answers on may be deleted: they are there to look things up.
            if (Again(sheet, returned) is { } now)
            {
                comparison.Sheet(sheet, now);
            }
        }

        return comparison;
    }

    /// <summary>The sheet as it is now: by its name; a renamed one, or a CSV, by what stands on it.</summary>
    private static SheetGrid? Again(SheetGrid issued, OpenedFile returned) =>
        returned.Sheets.FirstOrDefault(s => s.Name == issued.Name)
        ?? returned.Sheets.FirstOrDefault(s => !s.Hidden && (TableColumns.HeadingOf(issued) is { } heading
            ? TableColumns.Find(heading, s) is not null
            : StatementFile.Has(s, CellText.Heading(StatementWords.BalanceAnswer))));

    private void Sheet(SheetGrid issued, SheetGrid now)
    {
        var heading = TableColumns.HeadingOf(issued);
        var columns = heading is null ? null : TableColumns.Find(heading, now);
        int? Moved(int column) => columns is null ? column : columns.Now(column);
        var item = heading is null ? null : TableColumns.Column(issued, heading.Number, StatementWords.ItemHeading);
        var itemNow = item is { } column ? Moved(column) : null;
        var texts = heading?.Cells.Where(c => !DealerFills.Contains(CellText.Heading(c.Text)))
            .Select(c => c.Column).Where(c => Moved(c) is not null).ToList();
        var textsNow = texts?.Select(c => Moved(c)!.Value).ToList();
        var free = now.Rows.GroupBy(row => ItemAnchor(row, itemNow) ?? TextAnchor(row, textsNow))
            .ToDictionary(g => g.Key, g => new Queue<GridRow>(g), StringComparer.Ordinal);
        foreach (var row in issued.Rows.Where(r => r != heading && r.Cells.Any(IsFigure)))
        {
            var found = Take(free, ItemAnchor(row, item)) ?? Take(free, TextAnchor(row, texts));
            var key = item is { } c ? row.At(c)?.Text.Trim() : null;
            if (found is null)
            {
                // A total that was deleted says nothing that its rows do not say.
                if (heading is null || row.Cells.Any(f => IsFigure(f) && !f.Computed))
                {
                    Missing(issued.Name, row, key);
                }

                continue;
            }

            // Figures of the first sheet stand where they stood from their label.
            var shift = heading is null ? found.Cells.First(IsText).Column - row.Cells.First(IsText).Column : 0;
            foreach (var cell in row.Cells.Where(f => IsFigure(f) && Moved(f.Column) is not null))
            {
                Compare(now.Name, cell, Moved(cell.Column) + shift, found, key, heading?.At(cell.Column)?.Text);
            }
        }
    }

    private static bool IsFigure(GridCell cell) => cell is { Kind: CellKind.Number, Number: not null };

    private static GridRow? Take(Dictionary<string, Queue<GridRow>> free, string? anchor) =>
        anchor is not null && free.TryGetValue(anchor, out var rows) && rows.TryDequeue(out var row) ? row : null;

    private static string? ItemAnchor(GridRow row, int? item) =>
        item is { } column && row.At(column) is { } key ? "#" + key.Text.Trim() : null;

    /// <summary>What a row says in our own columns; on the first sheet its label.</summary>
    private static string TextAnchor(GridRow row, List<int>? columns) => columns is null
        ? CellText.Fold(row.Cells.FirstOrDefault(IsText)?.Text ?? "")
        : string.Join('|', columns.Select(row.At).Select(c => c is not null && IsText(c) ? CellText.Fold(c.Text) : ""));

    private static bool IsText(GridCell cell) => cell is { Kind: CellKind.Text, Computed: false };

    private void Compare(string sheet, GridCell was, int? column, GridRow row, string? item, string? heading)
    {
        var now = column is { } c ? row.At(c) : null;
        if (now?.Defect == "formula-without-result" || Same(was, now) || (heading is null && SameInOrder(was, row)))
        {
            return;
        }

        var problem = new UploadProblem(
            AnswerFindings.ChangedFigure(Shown(was.Number!.Value), now is null ? "空 (empty)" : Text(now)))
        {
            Sheet = sheet, Row = row.Number, Column = column, Heading = heading?.Replace('\n', ' '), Value = now?.Text,
            Key = item,
        };
        if (was.Computed && now?.Computed == true)
        {
            computed.Add(problem);
            return;
        }

        typed.Add(problem);
        if (item is not null)
        {
            items.Add(item);
        }
    }

    private bool Same(GridCell was, GridCell? now) =>
        now is not null && ValueReader.TryNumber(now, out var number)
        && rounding.Apply(number) == rounding.Apply(was.Number!.Value);

    // On the first sheet a column may have been put between label and figure.
    private bool SameInOrder(GridCell was, GridRow row) => row.Cells.Any(c => IsFigure(c) && Same(was, c));

    private void Missing(string sheet, GridRow row, string? item)
    {
        var words = string.Join(' ', row.Cells.Where(c => c.Kind == CellKind.Text).Select(c => c.Text.Trim()).Take(3));
        typed.Add(new UploadProblem(AnswerFindings.MissingRow(sheet, row.Cells[0].Address, words))
        {
            Sheet = sheet, Key = item,
        });
        if (item is not null)
        {
            items.Add(item);
        }
    }

    private string Shown(decimal number) =>
        rounding.Apply(number).ToString("N" + rounding.Scale, CultureInfo.InvariantCulture);

    private string Text(GridCell cell) => cell.Number is { } number ? Shown(number) : cell.Text;
}
