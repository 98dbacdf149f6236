using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>
/// Says what a stored cell is to a person: the type first, then the text. Numbers keep Excel's 15 digits; days come in
/// two counts; what has lost digits is a defect and never guessed.
/// </summary>
internal sealed class CellValues(XlsxWorkbook workbook)
{
    private const int DaysTo1904 = 1462;

    // Excel counts a 29 February 1900 that never was.
    private const int FirstRightDay = 61;
    private const int DayAfterLast = 2_958_466;

    private static readonly DateTime Day0 = new(1899, 12, 30);
    private static readonly Rounding Seconds = new(RoundingMode.HalfUp, 0);

    private readonly Dictionary<int, (DateOnly Date, string Text)> _days = [];

    /// <summary>The cells of a row that show something; of two at one place the later one.</summary>
    public GridRow Row(StoredRow stored)
    {
        var cells = new GridCell[stored.Cells.Count];
        var count = 0;
        foreach (ref readonly var cell in CollectionsMarshal.AsSpan(stored.Cells))
        {
            if (Read(stored.Number, cell, stored.Value(cell)) is { } read)
            {
                count -= count > 0 && cells[count - 1].Column == read.Column ? 1 : 0;
                cells[count++] = read;
            }
        }

        Array.Resize(ref cells, count);
        return new GridRow(stored.Number, stored.Hidden, cells);
    }

    // Null for a cell that shows nothing.
    private GridCell? Read(int number, in XlsxCell cell, ReadOnlySpan<byte> value)
    {
        var column = cell.Column;
        var read = cell.Type switch
        {
            XlsxType.Number => Number(number, column, value, cell.Style),
            XlsxType.Shared => Text(number, column, workbook.Strings.Text(SharedStrings.IndexOf(value))),
            XlsxType.Text => Text(number, column, XmlText.Plain(value)),
            XlsxType.Boolean => new GridCell(number, column, value is [(byte)'0'] ? "FALSE" : "TRUE", CellKind.Boolean),
            XlsxType.Error => Defect(number, column, Encoding.UTF8.GetString(value), "error-value"),
            XlsxType.IsoDate => IsoDate(number, column, Encoding.UTF8.GetString(value)),
            _ => Defect(number, column, "", "formula-without-result"),
        };
        return read.Defect is null && string.IsNullOrWhiteSpace(read.Text) ? null
            : cell.Computed ? read with { Computed = true }
            : read;
    }

    private static GridCell Text(int row, int column, string text) => new(row, column, text, CellKind.Text);

    private static GridCell Defect(int row, int column, string text, string defect) =>
        new(row, column, text, CellKind.Error, Defect: defect);

    private GridCell Number(int row, int column, ReadOnlySpan<byte> value, int style)
    {
        if (PlainNumber.TryParse(value, out var exact))
        {
            return Number(row, column, exact, style, value);
        }

        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var binary)
            || !double.IsFinite(binary))
        {
            return Defect(row, column, Encoding.UTF8.GetString(value), "error-value");
        }

        // A longer whole number has already lost its last digits; the file's own text says what is left of it. Else the
        // conversion rounds to the 15 digits that Excel shows: 0.30000000000000004 is 0.3.
        return Math.Abs(binary) >= 1e15
            ? new(row, column, Encoding.UTF8.GetString(value), CellKind.Number, Defect: "number-too-long")
            : Number(row, column, (decimal)binary, style, []);
    }

    private GridCell Number(int row, int column, decimal exact, int style, ReadOnlySpan<byte> written) =>
        workbook.Formats.LookOf(style) switch
        {
            NumberLook.Date => Moment(row, column, exact),
            NumberLook.Time when exact is >= 0 and < 1 => Text(row, column, Clock(exact)),
            NumberLook.Padded when exact >= 0 && exact == decimal.Truncate(exact) => new(
                row, column, exact.ToString("0").PadLeft(workbook.Formats.WidthOf(style), '0'), CellKind.Number, exact),
            _ => new(
                row, column,
                written.Length > 0 && PlainNumber.IsTidy(written)
                    ? Encoding.ASCII.GetString(written)
                    : exact.ToString("0.#############################"),
                CellKind.Number, exact),
        };

    private GridCell Moment(int row, int column, decimal serial)
    {
        var days = serial + (workbook.From1904 ? DaysTo1904 : 0);
        if (days is < 1 or >= DayAfterLast)
        {
            return Defect(row, column, serial.ToString("0.#########"), "error-value");
        }

        var number = (int)days;
        if (!_days.TryGetValue(number, out var day))
        {
            var date = DateOnly.FromDateTime(Day0.AddDays(number + (number < FirstRightDay ? 1 : 0)));
            _days[number] = day = (date, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        var text = days == number ? day.Text : $"{day.Text} {Clock(days - number)}";
        return new(row, column, text, CellKind.Date, Date: day.Date);
    }

    // To the nearest second: 0.5 of a day is stored with errors in its last digits.
    private static string Clock(decimal fraction) => Day0
        .AddSeconds((double)decimal.Min(Seconds.Apply(fraction * 86_400m), 86_399m))
        .ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static GridCell IsoDate(int row, int column, string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)
            ? new(
                row, column,
                moment.ToString(
                    moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
                    CultureInfo.InvariantCulture),
                CellKind.Date, Date: DateOnly.FromDateTime(moment))
            : Defect(row, column, text, "error-value");
}
