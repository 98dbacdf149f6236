using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>The rows of a table, its control sums, and what was passed over.</summary>
internal sealed record TableContent(
    IReadOnlyList<TableRow> Rows, IReadOnlyList<ControlSum> Sums, IReadOnlyList<Bilingual> Notes);

/// <summary>
/// Reads the rows below a heading (明细读取). Total rows are not data: they are compared with what stands above them.
/// Hidden rows are data, because totals count them too.
/// </summary>
internal sealed class TableReader(TableLayout table, DatasetSpec spec, LabelScan labels, IUploadKnowledge knowledge)
{
    private readonly List<TableRow> rows = [];
    private readonly List<Bilingual> notes = [];
    private readonly RunningSums sums = new(table);

    public TableContent Read()
    {
        foreach (var row in table.Sheet.Rows.Where(r => r.Number > table.Header.Number))
        {
            Classify(row);
        }

        return new TableContent(rows, sums.Controls, notes);
    }

    private void Classify(GridRow row)
    {
        var mapped = table.Columns.Where(c => row.At(c.Column) is not null).ToList();
        if (IsHeadingAgain(row) || (labels.Rows.Contains(row.Number) && LacksRequired(row)))
        {
            return;
        }

        if (Says(row, table.Definition.CumulativeWords))
        {
            PassedOver(row, "累计行，包含本表以外的期间，未读取", "adds up more than this table and was not read");
            return;
        }

        if (TotalWord(row) is { } subtotal && (LacksRequired(row) || IsTotalOfItsOwn(row)))
        {
            sums.Compare(row, subtotal);
            return;
        }

        // Formulas that stand ready below the rows, in columns that are not read, say nothing yet.
        if (mapped.Count == 0 && row.Cells.All(c => c.Computed))
        {
            return;
        }

        if (mapped.Count == 0 || IsNote(row))
        {
            PassedOver(row, "作为说明，未读取", "was taken for a note and not read");
            return;
        }

        Data(row);
    }

    private void PassedOver(GridRow row, string chinese, string english)
    {
        var text = string.Join(' ', row.Cells.Select(c => c.Text.Trim()));
        notes.Add(new(
            $"{table.Sheet.Name} 第 {row.Number} 行{chinese}：{text}",
            $"{table.Sheet.Name} row {row.Number} {english}: {text}"));
    }

    /// <summary>
    /// A total that looks like an entry, because it bears the last day of the month: one of its cells is nothing but a
    /// total word, and it has no document.
    /// </summary>
    private bool IsTotalOfItsOwn(GridRow row) =>
        Says(row, table.Definition.TotalWords) || Says(row, table.Definition.SubtotalWords);

    private bool Says(GridRow row, List<string> words) =>
        table.Of("reference").All(c => row.At(c.Column) is not { } cell || Is(cell, words))
        && row.Cells.Any(c => c.Kind == CellKind.Text && Is(c, words));

    private static bool Is(GridCell cell, List<string> words) =>
        words.Exists(w => CellText.Heading(w) == CellText.Heading(cell.Text));

    private bool IsHeadingAgain(GridRow row) => row.Cells.Count > 1
        && table.Columns.All(c => row.At(c.Column) is { } cell
            && CellText.Heading(cell.Text) == CellText.Heading(c.Heading));

    private bool LacksRequired(GridRow row) => table.Definition.Columns
        .Where(c => c.Value.Required && table.Of(c.Key).Any())
        .Any(c => table.Of(c.Key).All(column => row.At(column.Column) is null));

    /// <returns>Null: no total row. True: a subtotal. False: a total.</returns>
    private bool? TotalWord(GridRow row)
    {
        foreach (var heading in row.Cells.Where(c => c.Kind == CellKind.Text).Select(c => CellText.Heading(c.Text)))
        {
            if (table.Definition.SubtotalWords.Any(w => StartsWith(heading, w)))
            {
                return true;
            }

            if (table.Definition.TotalWords.Any(w => StartsWith(heading, w)))
            {
                return false;
            }
        }

        return null;
    }

    private bool IsNote(GridRow row)
    {
        if (!LacksRequired(row) || row.Cells.Any(c => c.Kind is CellKind.Number or CellKind.Date))
        {
            return false;
        }

        var first = CellText.Heading(row.Cells[0].Text);
        var isSentence = row.Cells.Count == 1 && row.Cells[0].Text.Length > 12;
        return isSentence || table.Definition.NoteWords.Any(w => StartsWith(first, w));
    }

    private static bool StartsWith(string heading, string word) =>
        heading.StartsWith(CellText.Heading(word), StringComparison.Ordinal);

    private void Data(GridRow source)
    {
        var row = new TableRow(table, source.Number, source.Hidden);
        foreach (var (field, definition) in table.Definition.Columns)
        {
            var columns = table.Of(field).ToList();
            var filled = columns.Where(c => source.At(c.Column) is { } cell && !IsBlank(cell, field)).ToList();
            if (filled.Count > 1)
            {
                // A zero in the other half of a two-column amount says nothing.
                var nonZero = filled.Where(c => !(ValueReader.TryNumber(source.At(c.Column)!, out var n) && n == 0))
                    .ToList();
                filled = nonZero.Count > 0 ? nonZero : filled[..1];
            }

            if (filled.Count > 1)
            {
                row.Mark(filled[1], CellFindings.BothAmounts(), source.At(filled[1].Column)!.Text);
            }
            else if (filled.Count == 1)
            {
                Read(row, source.At(filled[0].Column)!, filled[0]);
            }
            else if (definition.Required && columns.Count > 0)
            {
                row.Mark(columns[0], CellFindings.Missing(columns[0].Heading), null);
            }
        }

        if (row.Hidden)
        {
            notes.Add(new(
                $"{table.Sheet.Name} 第 {row.Number} 行是隐藏行，已按数据读取。",
                $"{table.Sheet.Name} row {row.Number} is hidden and was read as data."));
        }

        sums.Add(source);
        rows.Add(row);
    }

    private bool IsBlank(GridCell cell, string field) =>
        cell.Defect is null && TypeOf(field) == FieldType.Decimal && AmountText.IsNothing(cell.Text);

    private void Read(TableRow row, GridCell cell, TableColumn column)
    {
        var finding = ValueReader.Read(cell, TypeOf(column.Field), column.Definition, knowledge, out var value);
        if (finding is not null)
        {
            row.Mark(column, finding, cell.Text);
        }
        else if (value is not null)
        {
            row.Values[column.Field] = column.Sign == -1 ? -(decimal)value : value;
        }
    }

    private FieldType TypeOf(string field) =>
        (spec.LineFields.FirstOrDefault(f => f.Name == field) ?? spec.Fields.First(f => f.Name == field)).Type;
}
