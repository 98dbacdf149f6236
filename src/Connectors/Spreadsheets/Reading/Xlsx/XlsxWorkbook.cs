using System.IO.Compression;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>
/// An open workbook: its sheets in the order a person sees, its formats and its shared texts. It holds memory and
/// nothing that would have to be closed.
/// </summary>
internal sealed class XlsxWorkbook
{
    private readonly XlsxPackage _package;

    private XlsxWorkbook(XlsxPackage package, XlsxParts parts, NumberFormats formats, SharedStrings strings)
    {
        _package = package;
        Sheets = parts.Sheets;
        From1904 = parts.From1904;
        Formats = formats;
        Strings = strings;
    }

    public IReadOnlyList<XlsxSheet> Sheets { get; }

    public NumberFormats Formats { get; }

    public SharedStrings Strings { get; }

    /// <summary>Days are counted from 1904 (Excel for the Mac of old) and not from 1900.</summary>
    public bool From1904 { get; }

    /// <exception cref="DamagedPartException">A part that must be there is missing or cannot be read.</exception>
    /// <exception cref="FileRefusedException">The shared texts are damaged, or too many.</exception>
    /// <exception cref="InvalidDataException">The file is no zip.</exception>
    public static XlsxWorkbook Open(byte[] content, ReadingBudget budget)
    {
        var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        var package = new XlsxPackage(zip, budget.Limits);
        var parts = XlsxParts.Of(package);
        return new XlsxWorkbook(
            package,
            parts,
            parts.Styles is { } styles ? Formatted(package, styles) : new NumberFormats(),
            parts.Strings is { } strings
                ? package.ReadUnchecked(strings, xml => SharedStrings.Read(xml, budget))
                : new SharedStrings());
    }

    /// <summary>The first pass over a sheet, to the end of its part, on which the budget counts.</summary>
    /// <exception cref="FileRefusedException">The sheet is damaged, or there is too much in it.</exception>
    public T Survey<T>(XlsxSheet sheet, ReadingBudget budget, Func<SheetRows, T> survey) => _package.ReadUnchecked(
        sheet.Part, xml => survey(new SheetRows(xml, new CellCount(budget, Strings))));

    /// <summary>The rows of a sheet that was surveyed. Read them to the end or dispose them.</summary>
    public SheetRows Rows(XlsxSheet sheet) => new(_package.Scan(sheet.Part));

    private static NumberFormats Formatted(XlsxPackage package, string styles)
    {
        using var xml = package.Scan(styles);
        return NumberFormats.Read(xml);
    }
}
