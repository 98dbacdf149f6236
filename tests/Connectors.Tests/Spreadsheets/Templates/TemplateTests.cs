using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Templates;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.EndToEnd.Tests.Support;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Templates;

/// <summary>A template that was filled in is read back without a question, in both languages.</summary>
public sealed class TemplateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-template-").FullName;

    public static TheoryData<string, ReplyLanguage> All()
    {
        var data = new TheoryData<string, ReplyLanguage>();
        foreach (var definition in Books.Definitions)
        {
            data.Add(definition.Title.English, ReplyLanguage.Chinese);
            data.Add(definition.Title.English, ReplyLanguage.English);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Filled_in_it_is_read_without_a_question(string kind, ReplyLanguage language)
    {
        var definition = FilledTemplate.Definition(kind);
        var template = TemplateWorkbook.Write(FilledTemplate.Request(definition, language));
        Check(Books.Read(FilledTemplate.Fill(template, definition, language)), definition);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_is_still_so_after_LibreOffice_has_saved_it(string kind, ReplyLanguage language)
    {
        var office = Machine.Require("libreoffice-calc-nogui", "soffice", "libreoffice");
        var definition = FilledTemplate.Definition(kind);
        var template = TemplateWorkbook.Write(FilledTemplate.Request(definition, language));
        var filled = FilledTemplate.Fill(template, definition, language);
        var saved = await Recomputed.OfAsync(office, _folder, filled);
        Check(Books.Read(saved), definition);

        // What locks and guides is still there.
        var sheet = Books.Open(saved).Worksheet(1);
        Assert.True(sheet.Protection.IsProtected);
        Assert.Equal(
            Rules(Books.Open(template).Worksheet(1)), Rules(sheet));
    }

    [Fact]
    public void An_empty_template_holds_no_data()
    {
        var stock = FilledTemplate.Definition("stock");
        var reading = Books.Read(TemplateWorkbook.Write(FilledTemplate.Request(stock, ReplyLanguage.Chinese)));
        Assert.Equal(["no-rows"], reading.Problems.Select(p => p.Finding.Code));
        Assert.Equal(0, reading.RowsRead);
    }

    [Fact]
    public void Headings_and_the_dealers_code_are_locked_and_what_is_to_be_filled_in_is_not()
    {
        var ledger = FilledTemplate.Definition("ledger");
        var sheet = Books.Open(TemplateWorkbook.Write(FilledTemplate.Request(ledger, ReplyLanguage.Chinese)))
            .Worksheet(1);
        Assert.True(sheet.Protection.IsProtected);
        var columns = TemplateColumn.Of(ledger, ReplyLanguage.Chinese);
        var heading = FilledTemplate.HeadingRow(sheet, columns);
        Assert.All(sheet.Row(heading).Cells(1, columns.Count), c => Assert.True(c.Style.Protection.Locked));
        Assert.All(sheet.Row(heading + 1).Cells(1, columns.Count), c => Assert.False(c.Style.Protection.Locked));
        Assert.All(sheet.Row(heading + 9000).Cells(1, columns.Count), c => Assert.False(c.Style.Protection.Locked));
        Assert.Equal(
            ["经销商编码|D001|True", "期间|2026-10|True", "币种|CNY|False", "期初余额*||False", "期末余额*||False"],
            sheet.Rows(3, heading - 2).Select(
                r => $"{r.Cell(1).GetString()}|{r.Cell(2).GetString()}|{r.Cell(2).Style.Protection.Locked}"));
        Assert.Equal("@", sheet.Cell(heading + 1, columns.ToList().FindIndex(c => c.Field == "reference") + 1)
            .Style.NumberFormat.Format);
    }

    [Fact]
    public void Products_kinds_and_units_are_offered_and_a_name_stands_beside_its_code()
    {
        var movements = FilledTemplate.Definition("stock movements");
        var template = TemplateWorkbook.Write(FilledTemplate.Request(movements, ReplyLanguage.English));
        using var workbook = Books.Open(FilledTemplate.Fill(template, movements, ReplyLanguage.English));
        var lists = workbook.Worksheet(TemplateSheets.Lists);
        Assert.Equal(["P-0001|酱油 500ml|箱", "P-0002|米醋|瓶", "P-0003|=料酒|箱"], lists.Rows(2, 4).Select(
            r => string.Join('|', r.Cells(1, 3).Select(c => c.GetString()))));
        Assert.All(lists.CellsUsed(), cell => Assert.False(cell.HasFormula));
        Assert.Equal(
            ["sell-through", "customer return", "transfer in", "transfer out", "return", "loss", "gain"],
            lists.Column(4).CellsUsed().Skip(1).Select(c => c.GetString()));
        var sheet = workbook.Worksheet(1);
        Assert.Contains(sheet.DataValidations, v => v.AllowedValues == XLAllowedValues.List
            && v.Value.Contains("$A$2:$A$4", StringComparison.Ordinal) && v.ErrorStyle == XLErrorStyle.Warning);
        Assert.Contains(sheet.DataValidations, v => v.AllowedValues == XLAllowedValues.List
            && v.Value.Contains("$D$2:$D$8", StringComparison.Ordinal) && v.ErrorStyle == XLErrorStyle.Stop);
        Assert.Contains(sheet.DataValidations, v => v.AllowedValues == XLAllowedValues.Date
            && v.ErrorMessage == "A date from 2026-10-01 to 2026-10-31.");
        workbook.RecalculateAllFormulas();
        var names = sheet.CellsUsed(c => c.HasFormula).Take(3).Select(c => $"{c.CachedValue}");
        Assert.Equal(["酱油 500ml", "米醋", "=料酒"], names);
    }

    [Fact]
    public void The_example_and_the_guide_are_there_for_people_and_never_read()
    {
        var orders = FilledTemplate.Definition("orders");
        var template = TemplateWorkbook.Write(FilledTemplate.Request(orders, ReplyLanguage.Chinese));
        using var workbook = Books.Open(template);
        Assert.Equal(
            ["要货订单", TemplateSheets.Guide, TemplateSheets.Example, TemplateSheets.Lists],
            workbook.Worksheets.Select(s => s.Name));
        Assert.Contains(
            workbook.Worksheet(TemplateSheets.Example).CellsUsed(), c => c.GetString() == "酱油 500ml");
        Assert.Equal("必填；数字，大于 0。", workbook.Worksheet(TemplateSheets.Guide).RowsUsed()
            .Single(r => r.Cell(1).GetString() == "数量*").Cell(2).GetString());
        Assert.Equal(["要货订单"], Books.Opened(template, "t.xlsx").Sheets.Select(s => s.Name));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Check(UploadReading reading, UploadDefinition definition)
    {
        Assert.Empty(reading.Problems.Select(p => $"{p.Finding.Code} {p.Address} {p.Value}"));
        Assert.Empty(reading.Notes.Select(n => n.English));
        Assert.Equal(
            (UploadVerdict.Accepted, definition.Dataset, FilledTemplate.Rows),
            (reading.Verdict, reading.Dataset, (int)reading.RowsRead));
        var spec = Datasets.Find(definition.Dataset)!;
        var values = reading.Documents.SelectMany(d => d.Lines.Count > 0 ? d.Lines.SelectMany(l => l) : d.Values)
            .Concat(reading.Documents.SelectMany(d => d.Values)).ToList();
        Assert.Contains(Books.Dealer, values);
        if (definition.Dataset == TraceDatasets.DealerScans.Name)
        {
            Assert.Contains(new DateTimeOffset(2026, 10, 3, 14, 30, 2, TimeSpan.Zero), values);
        }
        else
        {
            Assert.Contains(FilledTemplate.Month.Start.AddDays(2), values);
            Assert.Contains(100m, values);
        }

        if (spec.Fields.Concat(spec.LineFields).Any(f => f.Name is "number" or "reference" or "document_number"))
        {
            Assert.Contains(FilledTemplate.LongNumber + "2", values);
        }
    }

    private static IEnumerable<string> Rules(IXLWorksheet sheet) => sheet.DataValidations
        .Select(v => $"{v.AllowedValues} {v.Operator} {v.ErrorStyle}").Order(StringComparer.Ordinal);
}
