using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>A field that columns of a table may fill.</summary>
internal sealed record PlannedField(
    int Index, string Name, FieldType Type, ColumnDefinition Definition, TableColumn[] Columns);

/// <summary>
/// What is looked up for every row of a table, looked up once (读取计划): the fields with their columns, and where their
/// values stand in a <see cref="TableRow"/>.
/// </summary>
internal sealed class TablePlan
{
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private readonly int[][] required;

    public TablePlan(TableLayout table, DatasetSpec spec)
    {
        Table = table;
        Fields =
        [
            .. table.Definition.Columns.Select((c, i) => new PlannedField(
                i, c.Key, TypeOf(spec, c.Key), c.Value, [.. table.Of(c.Key)])),
        ];
        foreach (var field in Fields)
        {
            indexes[field.Name] = field.Index;
        }

        required =
        [
            .. Fields.Where(f => f.Definition.Required && f.Columns.Length > 0)
                .Select(f => f.Columns.Select(c => c.Column).ToArray()),
        ];
    }

    public TableLayout Table { get; }

    public IReadOnlyList<PlannedField> Fields { get; }

    /// <summary>Position of a field's value in a row; -1: no column may fill it.</summary>
    public int IndexOf(string field) => indexes.GetValueOrDefault(field, -1);

    public bool LacksRequired(GridRow row)
    {
        foreach (var columns in required)
        {
            if (!HasAny(row, columns))
            {
                return true;
            }
        }

        return false;
    }

    public bool HasMapped(GridRow row)
    {
        foreach (var column in Table.Columns)
        {
            if (row.At(column.Column) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAny(GridRow row, int[] columns)
    {
        foreach (var column in columns)
        {
            if (row.At(column) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static FieldType TypeOf(DatasetSpec spec, string field) =>
        (spec.LineFields.FirstOrDefault(f => f.Name == field) ?? spec.Fields.First(f => f.Name == field)).Type;
}
