using System.Globalization;
using CsvHelper;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Reading;

/// <summary>A sheet as Excel exports it: every cell as a person sees it, formatted and rounded.</summary>
internal sealed class ShownSheet
{
    private readonly List<string[]> _rows = [];

    public ShownSheet(byte[] csv)
    {
        var text = CsvText.Decode(csv) ?? System.Text.Encoding.Latin1.GetString(csv);
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false, SkipEmptyLines = false, Separator = ',',
        });
        while (reader.Read())
        {
            _rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }
    }

    public int Cells => _rows.Sum(r => r.Count(c => !string.IsNullOrWhiteSpace(c)));

    public IEnumerable<string> Differences(SheetGrid grid)
    {
        // Some exporters begin at A1, some at the first cell in use: the first cells of both lie over each other.
        var cells = grid.Rows.SelectMany(r => r.Cells).ToList();
        var shown = _rows.SelectMany((row, r) => row.Select((text, c) => (Row: r + 1, Column: c + 1, Text: text)))
            .Where(c => !string.IsNullOrWhiteSpace(c.Text)).ToList();
        return cells.Count == 0 || shown.Count == 0
            ? At(cells, 0, 0)
            : At(
                cells, cells.Min(c => c.Row) - shown.Min(c => c.Row),
                cells.Min(c => c.Column) - shown.Min(c => c.Column));
    }

    private IEnumerable<string> At(List<GridCell> cells, int firstRow, int firstColumn)
    {
        var read = cells.Select(c => c with { Row = c.Row - firstRow, Column = c.Column - firstColumn })
            .ToDictionary(c => (c.Row, c.Column));
        foreach (var cell in read.Values)
        {
            var shown = cell.Row <= _rows.Count && cell.Column <= _rows[cell.Row - 1].Length
                ? _rows[cell.Row - 1][cell.Column - 1]
                : "";
            if (!Agree(cell, shown))
            {
                yield return $"{cell.Address} reads '{cell.Text}' ({cell.Kind}), shown is '{shown}'";
            }
        }

        for (var row = 0; row < _rows.Count; row++)
        {
            for (var column = 0; column < _rows[row].Length; column++)
            {
                if (!string.IsNullOrWhiteSpace(_rows[row][column]) && !read.ContainsKey((row + 1, column + 1)))
                {
                    yield return $"{CellAddress.Of(row + 1, column + 1)} shows '{_rows[row][column]}' and is not read";
                }
            }
        }
    }

    private static bool Agree(GridCell cell, string shown) => cell.Kind switch
    {
        // A time of day has no day to compare.
        CellKind.Text when TimeOnly.TryParse(cell.Text, CultureInfo.InvariantCulture, out var clock)
            && TimeOnly.TryParse(shown, CultureInfo.InvariantCulture, out var time) => (clock.Hour, clock.Minute)
                == (time.Hour, time.Minute),
        // Its last digits are lost and said to be.
        CellKind.Number when cell.Defect == "number-too-long" => shown.Contains('E'),
        CellKind.Number when cell.Number is { } number && Number(shown) is { } figure =>
            Math.Abs(number - figure.Value) <= figure.HalfPlace,
        CellKind.Date => DateTime.TryParse(shown, CultureInfo.InvariantCulture, out var day)
            && DateOnly.FromDateTime(day) == cell.Date,
        _ => Blanks(cell.Text) == Blanks(shown),
    };

    private static string Blanks(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static (decimal Value, decimal HalfPlace)? Number(string shown)
    {
        var percent = shown.TrimEnd().EndsWith('%');
        var bare = shown.Replace("$", "", StringComparison.Ordinal).Replace("%", "", StringComparison.Ordinal).Trim();
        if (!decimal.TryParse(bare, NumberStyles.Any, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        var half = 0.5m;
        for (var places = (decimal.GetBits(value)[3] >> 16) & 0xFF; places > 0; places--)
        {
            half /= 10;
        }

        return percent ? (value / 100, half / 100) : (value, half);
    }
}
