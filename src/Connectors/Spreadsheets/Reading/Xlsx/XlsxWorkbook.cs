namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>A sheet as the workbook lists it (工作表目录).</summary>
internal sealed record XlsxSheet(string Name, bool Hidden, string Part);

/// <summary>An open workbook: its sheets in the order a person sees, its formats and its shared texts.</summary>
internal sealed class XlsxWorkbook : IDisposable
{
    private readonly XlsxPackage _package;

    private XlsxWorkbook(
        XlsxPackage package, IReadOnlyList<XlsxSheet> sheets, NumberFormats formats, SharedStrings strings,
        bool from1904)
    {
        _package = package;
        Sheets = sheets;
        Formats = formats;
        Strings = strings;
        From1904 = from1904;
    }

    public IReadOnlyList<XlsxSheet> Sheets { get; }

    public NumberFormats Formats { get; }

    public SharedStrings Strings { get; }

    /// <summary>Days are counted from 1904 (Excel for the Mac of old) and not from 1900.</summary>
    public bool From1904 { get; }

    /// <exception cref="DamagedPartException">A part that must be there is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no zip.</exception>
    public static XlsxWorkbook Open(Stream file)
    {
        var package = new XlsxPackage(file);
        try
        {
            return Open(package);
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    public void Dispose() => _package.Dispose();

    /// <summary>The rows of a sheet, one after the other. Read them to the end or dispose them.</summary>
    public SheetRows Rows(XlsxSheet sheet) => new(_package.Scan(sheet.Part));

    /// <summary>The merged ranges of a sheet; behind its rows, so this looks through the whole part.</summary>
    public IReadOnlyList<MergedRange> Merges(XlsxSheet sheet, int most)
    {
        using var part = _package.Open(sheet.Part);
        return MergedRanges.Find(part, most);
    }

    private static XlsxWorkbook Open(XlsxPackage package)
    {
        var main = package.Relations("").Values.FirstOrDefault(r => r.Kind == "officeDocument").Part
            ?? "xl/workbook.xml";
        var relations = package.Relations(main);
        var (listed, from1904) = Listed(package, main);
        var sheets = new List<XlsxSheet>();
        foreach (var (name, hidden, id) in listed)
        {
            // Charts and dialogs are listed too, and hold no cells.
            if (relations.TryGetValue(id, out var target) && target.Kind == "worksheet")
            {
                sheets.Add(new XlsxSheet(name, hidden, target.Part));
            }
        }

        var styles = Named(relations, "styles");
        var strings = Named(relations, "sharedStrings");
        return new XlsxWorkbook(
            package,
            sheets,
            styles is null ? new NumberFormats() : Read(package, styles, NumberFormats.Read),
            strings is null ? new SharedStrings() : Read(package, strings, SharedStrings.Read),
            from1904);

        string? Named(IReadOnlyDictionary<string, (string Kind, string Part)> all, string kind) =>
            all.Values.Where(r => r.Kind == kind && package.Has(r.Part)).Select(r => r.Part).FirstOrDefault();
    }

    private static T Read<T>(XlsxPackage package, string part, Func<XmlScanner, T> read)
    {
        using var xml = package.Scan(part);
        return read(xml);
    }

    private static (List<(string Name, bool Hidden, string Relation)> Sheets, bool From1904) Listed(
        XlsxPackage package, string main)
    {
        using var xml = package.Scan(main);
        var sheets = new List<(string, bool, string)>();
        var from1904 = false;
        while (xml.Read() is var token && token != XmlToken.End)
        {
            if (token != XmlToken.Open)
            {
                continue;
            }

            if (xml.Is("workbookPr"u8))
            {
                from1904 = XmlAttributes.Find(xml.Attributes, "date1904"u8) is [(byte)'1'] or [(byte)'t', ..];
            }
            else if (xml.Is("sheet"u8))
            {
                sheets.Add((
                    XmlText.Decode(XmlAttributes.Find(xml.Attributes, "name"u8)),
                    !(XmlAttributes.Find(xml.Attributes, "state"u8) is [] or [(byte)'v', ..]),
                    XmlText.Decode(XmlAttributes.Find(xml.Attributes, "id"u8))));
            }
        }

        return (sheets, from1904);
    }
}
