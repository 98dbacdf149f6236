using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Writing;

/// <summary>
/// Writes a workbook row by row into a stream (流式写出): nothing is held but the row that is being written. For what is
/// too large for the library that knows comments and widths; sheets follow one another and cannot be returned to.
/// </summary>
internal sealed class StreamedWorkbook(Stream target) : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly DateOnly Day0 = new(1899, 12, 30);
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>_");

    private readonly ZipArchive zip = new(target, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> names = [];
    private readonly char[] digits = new char[64];
    private StreamWriter? sheet;
    private string? filter;
    private int row;

    /// <summary>Ends the sheet before and begins another one.</summary>
    /// <param name="name">As shown on its tab.</param>
    /// <param name="widths">Of the columns from A, in characters.</param>
    /// <param name="frozenRows">Rows that stay in sight.</param>
    public void Begin(string name, IReadOnlyList<double> widths, int frozenRows = 0)
    {
        End();
        names.Add(name);
        sheet = Open($"xl/worksheets/sheet{names.Count}.xml");
        sheet.Write($"<worksheet xmlns=\"{StreamedParts.Main}\">");
        if (frozenRows > 0)
        {
            sheet.Write("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"");
            sheet.Write($"{frozenRows}\" topLeftCell=\"A{frozenRows + 1}\" activePane=\"bottomLeft\"");
            sheet.Write(" state=\"frozen\"/>");
            sheet.Write("</sheetView></sheetViews>");
        }

        if (widths.Count > 0)
        {
            sheet.Write("<cols>");
            for (var i = 0; i < widths.Count; i++)
            {
                var width = widths[i].ToString(CultureInfo.InvariantCulture);
                sheet.Write($"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{width}\" customWidth=\"1\"/>");
            }

            sheet.Write("</cols>");
        }

        sheet.Write("<sheetData>");
    }

    /// <summary>Writes the next row from column A; a cell that holds nothing keeps its look.</summary>
    public void Row(params ReadOnlySpan<StreamedCell> cells)
    {
        row++;
        sheet!.Write("<row r=\"");
        Write(row);
        sheet.Write("\">");
        for (var i = 0; i < cells.Length; i++)
        {
            Cell(cells[i], CellAddress.Letters(i + 1));
        }

        sheet.Write("</row>");
    }

    /// <summary>Puts a filter on a heading row and what is written below it.</summary>
    public void Filter(int headingRow, int columns) => filter = $"A{headingRow}:{CellAddress.Letters(columns)}";

    public void Dispose()
    {
        End();
        Part("xl/workbook.xml", StreamedParts.Workbook(names));
        Part("xl/_rels/workbook.xml.rels", StreamedParts.WorkbookRelations(names.Count));
        Part("xl/styles.xml", StreamedParts.Styles);
        Part("_rels/.rels", StreamedParts.Relations);
        Part("[Content_Types].xml", StreamedParts.ContentTypes(names.Count));
        zip.Dispose();
    }

    private void End()
    {
        if (sheet is null)
        {
            return;
        }

        sheet.Write("</sheetData>");
        if (filter is not null)
        {
            sheet.Write($"<autoFilter ref=\"{filter}{row}\"/>");
        }

        sheet.Write("</worksheet>");
        sheet.Dispose();
        (sheet, filter, row) = (null, null, 0);
    }

    private void Cell(in StreamedCell cell, string column)
    {
        sheet!.Write("<c r=\"");
        sheet.Write(column);
        Write(row);
        sheet.Write("\" s=\"");
        Write((int)cell.Style);
        if (cell.Text is { Length: > 0 } text)
        {
            sheet.Write("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            Write(text);
            sheet.Write("</t></is></c>");
        }
        else if (cell.Number is not null || cell.Date is not null)
        {
            sheet.Write("\"><v>");
            Write(cell.Number ?? cell.Date!.Value.DayNumber - Day0.DayNumber);
            sheet.Write("</v></c>");
        }
        else
        {
            sheet.Write("\"/>");
        }
    }

    private void Write(decimal number)
    {
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        sheet!.Write(digits, 0, length);
    }

    private void Write(string text)
    {
        var clean = CellWriter.Clean(text);
        if (clean.AsSpan().IndexOfAny(Special) < 0)
        {
            sheet!.Write(clean);
            return;
        }

        for (var i = 0; i < clean.Length; i++)
        {
            switch (clean[i])
            {
                case '&': sheet!.Write("&amp;"); break;
                case '<': sheet!.Write("&lt;"); break;
                case '>': sheet!.Write("&gt;"); break;

                // Excel would read _x0041_ as an A.
                case '_' when i + 1 < clean.Length && clean[i + 1] == 'x': sheet!.Write("_x005F_"); break;
                default: sheet!.Write(clean[i]); break;
            }
        }
    }

    private StreamWriter Open(string name) =>
        new(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), Utf8, BufferBytes);

    private void Part(string name, string xml)
    {
        using var part = Open(name);
        part.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        part.Write(xml);
    }
}
