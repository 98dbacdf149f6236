using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// Reads the rows below a heading one by one (明细读取). Total rows are not data: they are compared with what stands
/// above them. Hidden rows are data, because totals count them too.
/// </summary>
internal sealed class TableReader(TablePlan plan, LabelScan labels, IUploadKnowledge knowledge, NoteList notes)
{
    private readonly RowSorter sorter = new(plan, labels.Rows);
    private readonly RunningSums sums = new(plan.Table);
    private readonly RowTranslation translation = new(plan.Table, knowledge);

    public IReadOnlyList<ControlSum> Sums => sums.Controls;

    /// <summary>Which of the dealer's codes and units were taken for which of ours, once all rows are read.</summary>
    public IReadOnlyList<Bilingual> Translated => translation.Notes();

    private string Sheet => plan.Table.Sheet.Name;

    /// <returns>Null for a row that is no data.</returns>
    public TableRow? Read(GridRow row)
    {
        switch (sorter.Sort(row))
        {
            case RowKind.Data:
                return Data(row);
            case RowKind.Total:
                sums.Compare(row, subtotal: false);
                return null;
            case RowKind.Subtotal:
                sums.Compare(row, subtotal: true);
                return null;
            case RowKind.Cumulative:
                PassedOver(row, "累计行，包含本表以外的期间，未读取", "adds up more than this table and was not read");
                return null;
            case RowKind.Note:
                PassedOver(row, "作为说明，未读取", "was taken for a note and not read");
                return null;
            default:
                return null;
        }
    }

    /// <summary>The value that a row of data has for a field; null where it has none, or a bad one.</summary>
    public object? Value(GridRow source, string field) => Data(source, [plan.Fields[plan.IndexOf(field)]]).Value(field);

    private void PassedOver(GridRow row, string chinese, string english)
    {
        var text = string.Join(' ', row.Cells.Select(c => c.Text.Trim()));
        notes.Add(new($"{Sheet} 第 {row.Number} 行{chinese}：{text}", $"{Sheet} row {row.Number} {english}: {text}"));
    }

    private TableRow Data(GridRow source)
    {
        var row = Data(source, plan.Fields);
        if (source.Defect is { } defect)
        {
            row.MarkWhole(defect, string.Join(" | ", source.Cells.Select(c => c.Text)));
        }

        translation.Apply(row, source);
        if (row.Hidden)
        {
            notes.Add(new(
                $"{Sheet} 第 {row.Number} 行是隐藏行，已按数据读取。",
                $"{Sheet} row {row.Number} is hidden and was read as data."));
        }

        sums.Add(source);
        return row;
    }

    private TableRow Data(GridRow source, IReadOnlyList<PlannedField> fields)
    {
        var row = new TableRow(plan, source.Number, source.Hidden);
        foreach (var field in fields)
        {
            if (field.Columns.Length == 1)
            {
                One(row, field, field.Columns[0], source.At(field.Columns[0].Column));
            }
            else if (field.Columns.Length > 1)
            {
                Halves(row, field, source);
            }
        }

        return row;
    }

    private void One(TableRow row, PlannedField field, TableColumn column, GridCell? cell)
    {
        if (cell is not null && !IsBlank(cell, field))
        {
            Read(row, field, cell, column);
        }
        else if (field.Definition.Required)
        {
            row.Mark(column, CellFindings.Missing(column.Heading), null);
        }
    }

    // The two halves of an amount.
    private void Halves(TableRow row, PlannedField field, GridRow source)
    {
        var filled = field.Columns.Where(c => source.At(c.Column) is { } cell && !IsBlank(cell, field)).ToList();
        if (filled.Count > 1)
        {
            // A zero in the other half says nothing.
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
            Read(row, field, source.At(filled[0].Column)!, filled[0]);
        }
        else if (field.Definition.Required)
        {
            row.Mark(field.Columns[0], CellFindings.Missing(field.Columns[0].Heading), null);
        }
    }

    private static bool IsBlank(GridCell cell, PlannedField field) =>
        cell.Defect is null && field.Type == FieldType.Decimal && AmountText.IsNothing(cell.Text);

    private void Read(TableRow row, PlannedField field, GridCell cell, TableColumn column)
    {
        var finding = ValueReader.Read(cell, field.Type, column.Definition, knowledge, out var value);
        if (finding is not null)
        {
            row.Mark(column, finding, cell.Text);
        }
        else if (value is not null)
        {
            row.Values[field.Index] = column.Sign == -1 ? -(decimal)value : value;
        }
    }
}
