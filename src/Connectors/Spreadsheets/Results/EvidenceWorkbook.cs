using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>
/// Writes the evidence for a case as a workbook (窜货证据工作簿). Codes, places and share are formulas over the scans: the
/// figures of the case can be seen to follow from them.
/// </summary>
public static class EvidenceWorkbook
{
    private const string Time = "yyyy-mm-dd hh:mm:ss";
    private const string ScanSheet = "扫码 Scans";
    private const int HeadingRow = 3;

    // Of the two columns that a sentence about the case goes over.
    private const int SentenceWidth = 34 + 70;

    public static byte[] Write(EvidenceReport report)
    {
        using var workbook = Look.NewWorkbook($"Evidence {report.Number}");
        var first = workbook.AddWorksheet("案件 Case");
        var last = Scans(workbook.AddWorksheet(ScanSheet), report);
        Case(first, report, last);
        Table(
            workbook.AddWorksheet("路径 Paths"), "路径  Way of each code up to its scan", report.Path, PathColumns);
        Table(
            workbook.AddWorksheet("授权区域 Territory"), "授权区域  What the dealer was allowed", report.Areas,
            AreaColumns);
        Table(
            workbook.AddWorksheet("处理 Steps"), "处理记录  What was done about the case", report.Actions,
            ActionColumns);
        return Look.Save(workbook);
    }

    private static readonly (string Heading, double Width, Action<IXLCell, EvidenceScan> Write)[] ScanColumns =
    [
        ("时间\nTime", 18, (c, s) => At(c, s.At)),
        ("追溯码\nCode", 22, (c, s) => Wrapped(c, s.Code)),
        ("地区\nArea", 14, (c, s) => Wrapped(c, s.Area)),
        ("地点\nPlace", 12, (c, s) => Wrapped(c, s.Place)),
        ("扫码人\nWho", 11, (c, s) => Wrapped(c, Lines(s.Actor))),
        ("判定\nVerdict", 12, (c, s) => Verdict(c, s)),
        ("依据信号\nSignal", 16, (c, s) => Wrapped(c, Lines(s.DecidedBy))),
        ("置信度\nSure", 8, (c, s) => c.Number(s.Confidence / 100m, "0%")),
        ("计入码\nCode", 7, (c, s) => c.Number(s.FirstOfCode ? 1 : 0, Look.Count)),
        ("计入地点\nPlace", 8, (c, s) => c.Number(s.FirstOfSpot ? 1 : 0, Look.Count)),
        ("不利证据\nFor diversion", 44, (c, s) => Wrapped(c, Lines(s.For))),
        ("有利证据\nAgainst it", 30, (c, s) => Wrapped(c, Lines(s.Against))),
        ("事实\nFacts", 32, (c, s) => Wrapped(c, Lines(s.Facts))),
        ("事件编号\nEvent", 16, (c, s) => Wrapped(c, s.EventId)),
    ];

    private static readonly (string Heading, double Width, Action<IXLCell, EvidencePathStep> Write)[] PathColumns =
    [
        ("被扫码\nScanned code", 34, (c, s) => c.Text(s.Scanned)),
        ("时间\nTime", 19, (c, s) => At(c, s.At)),
        ("环节\nStep", 18, (c, s) => c.Text(s.Step.Both())),
        ("移动的码\nMoved", 30, (c, s) => c.Text(s.Moved)),
        ("装入\nInto", 30, (c, s) => c.Text(s.Unit)),
        ("从\nFrom", 16, (c, s) => c.Text(s.From)),
        ("到\nTo", 16, (c, s) => c.Text(s.To)),
        ("单据\nDocument", 18, (c, s) => c.Text(s.Document)),
        ("事件编号\nEvent", 40, (c, s) => c.Text(s.EventId)),
    ];

    private static readonly (string Heading, double Width, Action<IXLCell, EvidenceArea> Write)[] AreaColumns =
    [
        ("合同\nContract", 20, (c, a) => c.Text(a.Contract)),
        ("种类\nKind", 22, (c, a) => c.Text(a.Kind.Both())),
        ("区域\nAreas", 60, (c, a) => Wrapped(c, a.Areas)),
        ("商品\nProduct", 16, (c, a) => c.Text(a.Product)),
        ("自\nFrom", 12, (c, a) => c.Date(a.From)),
        ("至\nTo", 12, (c, a) => c.Date(a.To)),
        ("版本\nVersion", 12, (c, a) => c.Number(a.Version, "0")),
    ];

    private static readonly (string Heading, double Width, Action<IXLCell, EvidenceAction> Write)[] ActionColumns =
    [
        ("时间\nTime", 19, (c, a) => At(c, a.At)),
        ("处理\nWhat", 26, (c, a) => c.Text(a.What.Both())),
        ("经办人\nBy", 18, (c, a) => c.Text(a.By)),
        ("理由\nReason", 70, (c, a) => Wrapped(c, Lines(a.Reason))),
    ];

    private static int Scans(IXLWorksheet sheet, EvidenceReport report) =>
        Table(sheet, "扫码与判定  Scans and verdicts", report.Scans, ScanColumns);

    private static int Table<T>(
        IXLWorksheet sheet, string title, IReadOnlyList<T> lines,
        (string Heading, double Width, Action<IXLCell, T> Write)[] columns)
    {
        Look.Title(sheet, title, columns.Length);
        Look.Widths(sheet, [.. columns.Select(c => c.Width)]);
        Look.Headings(sheet, HeadingRow, [.. columns.Select(c => c.Heading)]);
        var row = HeadingRow + 1;
        foreach (var line in lines)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                columns[column].Write(sheet.Cell(row, column + 1), line);
            }

            Look.FitHeight(sheet, row++, columns.Length);
        }

        if (lines.Count > 0)
        {
            Look.Body(sheet.Range(HeadingRow + 1, 1, row - 1, columns.Length));
            sheet.Range(HeadingRow, 1, row - 1, columns.Length).SetAutoFilter();
        }
        else
        {
            sheet.Cell(row, 1).Text("没有。 None.");
        }

        Look.Page(sheet, HeadingRow, landscape: true);
        return row - 1;
    }

    private static void Case(IXLWorksheet sheet, EvidenceReport report, int lastScan)
    {
        Look.Title(sheet, $"窜货证据  Evidence of diversion  {report.Number}", 3);
        Look.Widths(sheet, 30, 34, 70);
        var row = 3;
        Fact(sheet, row++, "性质 Standing", report.Standing.Both());
        Fact(sheet, row++, "经销商 Dealer", report.Dealer);
        Fact(sheet, row++, "商品 Product", report.Product);
        Fact(sheet, row++, "发现地 Found in", report.Destination);
        Fact(sheet, row++, "期间 Window", report.Window);
        Fact(sheet, row++, "严重程度 Severity", report.Severity.Both());
        Fact(sheet, row++, "置信度 Confidence", $"{report.Confidence} %");
        At(Label(sheet, row++, "首次扫码 First scan"), report.FirstScan);
        At(Label(sheet, row++, "末次扫码 Last scan"), report.LastScan);
        row = Figures(sheet, row, report, lastScan);
        row = Words(sheet, row + 1, "不利证据 For diversion", report.For);
        row = Words(sheet, row, "有利证据 Against it", report.Against);
        row = Words(sheet, row, "事实 Facts", report.Facts);
        row++;
        foreach (var (name, value) in report.Origin)
        {
            Fact(sheet, row++, name.Both(), value);
        }

        Look.Page(sheet, headingRow: 0, landscape: false);
    }

    // What the run found beside what follows from the scans of this workbook.
    private static int Figures(IXLWorksheet sheet, int row, EvidenceReport report, int lastScan)
    {
        var codes = Figure(sheet, row++, "码数 Codes", report.Codes, Sum("I", lastScan), Look.Count);
        Figure(sheet, row++, "地点数 Places", report.Spots, Sum("J", lastScan), Look.Count);
        if (report.Shipped is { } shipped)
        {
            Label(sheet, row, "出库件数 Items shipped").Number(shipped, Look.Count);
            sheet.Cell(row, 2).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
            var items = sheet.Cell(row++, 2).Address;
            Figure(sheet, row++, "占比 Share", report.Share, $"ROUND({codes}/{items},6)", "0.0000%");
        }

        return row;
    }

    private static IXLAddress Figure(
        IXLWorksheet sheet, int row, string name, decimal? found, string formula, string format)
    {
        var cell = Label(sheet, row, name).Formula(formula, format);
        cell.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
        sheet.Cell(row, 3).Formula(
            $"IF(ROUND({cell.Address}-{found ?? 0},6)=0,\"与案件一致 as the case says\",\"与案件不一致 differs from the case\")",
            "General");
        return cell.Address;
    }

    private static string Sum(string column, int last) =>
        $"SUM('{ScanSheet}'!{column}{HeadingRow + 1}:{column}{Math.Max(last, HeadingRow + 1)})";

    private static int Words(IXLWorksheet sheet, int row, string name, IReadOnlyList<Bilingual> lines)
    {
        foreach (var line in lines)
        {
            sheet.Cell(row, 1).Text(name).Style.Font.SetBold();
            Wrapped(sheet.Cell(row, 2), Lines(line));
            sheet.Range(row, 2, row, 3).Merge();
            sheet.Range(row, 1, row, 3).Style.Alignment.SetVertical(XLAlignmentVerticalValues.Top);
            sheet.Row(row++).Height = Look.HeightOf(Lines(line), SentenceWidth);
        }

        return row;
    }

    private static void Fact(IXLWorksheet sheet, int row, string name, string value)
    {
        Wrapped(Label(sheet, row, name), value);
        sheet.Range(row, 2, row, 3).Merge();
    }

    private static IXLCell Label(IXLWorksheet sheet, int row, string name)
    {
        sheet.Cell(row, 1).Text(name).Style.Font.SetBold();
        return sheet.Cell(row, 2);
    }

    private static void Verdict(IXLCell cell, EvidenceScan scan)
    {
        Wrapped(cell, Lines(scan.Verdict));
        cell.Style.Fill.SetBackgroundColor(scan.Counts ? Look.BadFill : Look.GoodFill);
    }

    private static string Lines(Bilingual words) =>
        words.Chinese == words.English ? words.Chinese : $"{words.Chinese}\n{words.English}";

    private static string Lines(IReadOnlyList<Bilingual> sentences) => string.Join('\n', sentences.Select(Lines));

    private static void Wrapped(IXLCell cell, string text) => cell.Text(text).Style.Alignment.SetWrapText();

    private static void At(IXLCell cell, DateTime at)
    {
        cell.SetValue(DateTime.SpecifyKind(at, DateTimeKind.Unspecified));
        cell.Style.DateFormat.Format = Time;
        cell.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
    }
}
