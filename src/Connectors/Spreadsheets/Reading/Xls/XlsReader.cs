using System.Globalization;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

/// <summary>
/// Reads the Excel 97-2003 format (.xls, BIFF) with a library. A hostile file can make it loop or hoard memory, which
/// no catch can stop: only the child of <see cref="ReadingProcess"/> may call it on a file from outside.
/// </summary>
internal sealed class XlsReader(GateLimits? limits = null) : IWorkbookReader
{
    private const double FirstLongNumber = 1e15;
    private const int MostDays = 10_000;

    private readonly Dictionary<string, (NumberLook Look, int Width)> looks = new(StringComparer.Ordinal);
    private readonly Dictionary<DateTime, string> days = [];

    static XlsReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public GridResult Read(byte[] content)
    {
        using var spool = new MemoryStream();
        Send(content, spool);
        try
        {
            return GridSpool.Read(spool.GetBuffer(), (int)spool.Length, limits ?? GateLimits.Default);
        }
        catch (FileRefusedException e)
        {
            return new GridResult([], e.Refusal);
        }
    }

    /// <summary>Sends the sheets row by row, for a <see cref="GridSpool"/>; last, what is wrong.</summary>
    public void Send(byte[] content, Stream target)
    {
        var options = new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding("GB18030") };
        using var writer = new GridWriter(target);
        Finding? refusal = null;
        try
        {
            using var reader = ExcelReaderFactory.CreateBinaryReader(new MemoryStream(content, false), options);
            var formulas = BiffFormulas.Find(content);
            var index = 0;
            do
            {
                Sheet(reader, formulas.Of(index++), writer);
            }
            while (reader.NextResult());
        }
        catch (InvalidPasswordException)
        {
            refusal = Refusals.Encrypted();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library fails on damaged files in many ways; each is a verdict on the file that carries its words.
            refusal = Refusals.Unreadable($"{e.GetType().Name}: {e.Message}");
        }

        writer.End(refusal);
    }

    private void Sheet(
        IExcelDataReader reader, IReadOnlyDictionary<(int Row, int Column), BiffResult> stored, GridWriter writer)
    {
        var merges = (reader.MergeCells ?? []).Select(m => new MergedRange(
            m.FromRow + 1, m.FromColumn + 1, m.ToRow + 1, m.ToColumn + 1)).ToList();
        writer.Sheet(reader.Name, reader.VisibleState != "visible");
        foreach (var row in MergedRows.FillDown(Rows(reader, stored), merges))
        {
            writer.Row(row);
        }
    }

    private IEnumerable<GridRow> Rows(
        IExcelDataReader reader, IReadOnlyDictionary<(int Row, int Column), BiffResult> stored)
    {
        var lost = stored.Where(c => c.Value.Text is { Length: > 0 }).ToLookup(c => c.Key.Row);
        var filled = 0;
        for (var number = 1; reader.Read(); number++)
        {
            var cells = new List<GridCell>(filled);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (Cell(reader, number, i) is { } cell)
                {
                    var computed = stored.Count > 0 && stored.ContainsKey((number, i + 1));
                    cells.Add(computed ? cell with { Computed = true } : cell);
                }
            }

            if (lost.Count > 0 && lost.Contains(number))
            {
                cells.AddRange(lost[number].Where(c => cells.All(known => known.Column != c.Key.Column))
                    .Select(c => Lost(number, c.Key.Column, c.Value)).ToList());
                cells.Sort((one, other) => one.Column.CompareTo(other.Column));
            }

            filled = cells.Count;
            if (filled > 0)
            {
                yield return new GridRow(number, reader.RowHeight == 0, cells);
            }
        }
    }

    private static GridCell Lost(int row, int column, BiffResult result) => result.IsError
        ? new GridCell(row, column, result.Text!, CellKind.Error, Defect: "error-value", Computed: true)
        : new GridCell(row, column, result.Text!, CellKind.Text, Computed: true);

    private GridCell? Cell(IExcelDataReader reader, int row, int index)
    {
        var column = index + 1;
        var cell = reader.GetValue(index) switch
        {
            null => null,
            DateTime moment => Moment(row, column, moment),
            TimeSpan clock => new(
                row, column, clock.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture), CellKind.Text),
            bool truth => new(row, column, truth ? "TRUE" : "FALSE", CellKind.Boolean),
            int whole => Number(row, column, whole, reader.GetNumberFormatString(index)),
            double number => Number(row, column, number, reader.GetNumberFormatString(index)),
            var other => new GridCell(row, column, other.ToString() ?? "", CellKind.Text),
        };
        return string.IsNullOrWhiteSpace(cell?.Text) ? null : cell;
    }

    // Before the first day there is only a time of day.
    private GridCell Moment(int row, int column, DateTime moment)
    {
        if (moment.Year < 1900)
        {
            return new(row, column, moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture), CellKind.Text);
        }

        if (!days.TryGetValue(moment, out var text))
        {
            text = moment.ToString(
                moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture);
            if (days.Count < MostDays && moment.TimeOfDay == TimeSpan.Zero)
            {
                days[moment] = text;
            }
        }

        return new(row, column, text, CellKind.Date, Date: DateOnly.FromDateTime(moment));
    }

    private GridCell Number(int row, int column, double number, string? format)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= FirstLongNumber)
        {
            return new(
                row, column, number.ToString("R", CultureInfo.InvariantCulture), CellKind.Number,
                Defect: "number-too-long");
        }

        var exact = (decimal)number;
        var (look, width) = LookOf(format);
        var text = look == NumberLook.Padded && exact >= 0 && exact == decimal.Truncate(exact)
            ? exact.ToString("0").PadLeft(width, '0')
            : exact.ToString(CultureInfo.InvariantCulture);
        return new(row, column, text, CellKind.Number, exact);
    }

    private (NumberLook Look, int Width) LookOf(string? format)
    {
        if (format is null)
        {
            return default;
        }

        if (!looks.TryGetValue(format, out var look))
        {
            looks[format] = look = NumberFormats.Look(format);
        }

        return look;
    }
}
