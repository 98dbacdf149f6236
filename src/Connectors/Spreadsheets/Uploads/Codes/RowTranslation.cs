using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;

/// <summary>
/// Brings a row from the dealer's codes and units to ours (编码与单位换算), exactly or not at all, and keeps account of what
/// was taken for what: each of the dealer's words is told once, with the number of its rows.
/// </summary>
internal sealed class RowTranslation(TableLayout table, IUploadKnowledge knowledge)
{
    private const string Unit = "unit";
    private const string Price = "unit_price";

    // Finer than any unit is traded in; a third of a carton is none of these.
    private const int FinestQuantity = 6;
    private const int FinestPrice = 6;
    private const int MostTold = 50;
    private const int MostLookedUp = 200;

    private readonly TableColumn? product = table.Columns.FirstOrDefault(c => c.Definition.Product);
    private readonly int? name = NameColumn(table);
    private readonly Dictionary<string, (string Code, int Rows)> codes = [];
    private readonly Dictionary<(string Written, UnitFactor Factor), int> units = [];
    private readonly Dictionary<string, Unknown> unknown = [];

    public void Apply(TableRow row, GridRow source)
    {
        if (product is not null && source.At(product.Column) is { } cell)
        {
            Product(row, source, CellText.Fold(cell.Text));
        }

        if (table.Definition.Columns.ContainsKey(Unit))
        {
            Quantities(row);
        }
    }

    public IReadOnlyList<Bilingual> Notes() =>
    [
        .. Told(codes.Select(c => CodeFindings.Translated(c.Key, c.Value.Code, c.Value.Rows))),
        .. Told(units.Select(u => CodeFindings.Converted(u.Key.Written, u.Key.Factor, u.Value))),
        .. Told(unknown.Select(u => CodeFindings.NotKnown(u.Key, u.Value.Name, u.Value.Rows, u.Value.Near))),
    ];

    private static IEnumerable<Bilingual> Told(IEnumerable<Bilingual> notes)
    {
        var all = notes.ToList();
        return all.Count <= MostTold ? all : all.Take(MostTold).Append(CodeFindings.AndMore(all.Count - MostTold));
    }

    private void Product(TableRow row, GridRow source, string written)
    {
        if (row.Value(product!.Field) is string code)
        {
            if (!code.Equals(written, StringComparison.OrdinalIgnoreCase))
            {
                codes[written] = (code, codes.GetValueOrDefault(written).Rows + 1);
            }

            return;
        }

        var index = row.Problems.FindIndex(
            p => p.Column == product.Column && p.Finding.Code == CellFindings.UnknownProduct().Code);
        if (index >= 0)
        {
            var met = Met(written, source);
            unknown[written] = met with { Rows = met.Rows + 1 };
            row.Problems[index] = row.Problems[index] with { Finding = CodeFindings.Unknown(met.Near) };
        }
    }

    private Unknown Met(string written, GridRow source)
    {
        if (unknown.TryGetValue(written, out var met))
        {
            return met;
        }

        var called = name is { } column ? source.At(column)?.Text.Trim() : null;
        return new Unknown(called, 0, unknown.Count < MostLookedUp ? knowledge.Nearest(written, called) : []);
    }

    private void Quantities(TableRow row)
    {
        if (row.Value(Unit) is null && table.Unit is { } headed)
        {
            row.Values[Unit] = headed;
        }

        var goods = product is null ? null : row.Value(product.Field) as string;
        if (row.Value(Unit) is not string written || knowledge.Codes.Unit(written, goods) is not { } factor)
        {
            return;
        }

        foreach (var column in table.Columns.Where(c => c.Definition.Total || c.Field == Price))
        {
            if (row.Value(column.Field) is decimal value)
            {
                var converted = column.Field == Price
                    ? factor.ConvertPrice(value, column.Definition.MaxScale ?? FinestPrice)
                    : factor.Convert(value, column.Definition.MaxScale ?? FinestQuantity);
                if (converted is { } exact)
                {
                    row.Values[column.Field] = exact;
                }
                else
                {
                    row.Values.Remove(column.Field);
                    row.Mark(column, CodeFindings.NotWhole($"{value}", written, factor), $"{value}");
                }
            }
        }

        row.Values[Unit] = factor.Unit;
        if (!DealerCodes.Key(written).Equals(DealerCodes.Key(factor.Unit), StringComparison.Ordinal))
        {
            units[(written, factor)] = units.GetValueOrDefault((written, factor)) + 1;
        }
    }

    private static int? NameColumn(TableLayout table) => table.Header.Cells.FirstOrDefault(
        c => table.Definition.ProductNames.Exists(n => HeadingText.Key(n) == HeadingText.Key(c.Text)))?.Column;

    private sealed record Unknown(string? Name, int Rows, IReadOnlyList<NearProduct> Near);
}
