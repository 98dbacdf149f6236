using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Answers;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Connectors.Spreadsheets.Uploads;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>A statement with two differences, and what a dealer does to it before it comes back.</summary>
internal static class AnsweredStatements
{
    public const string Confirmed = "确认 Confirmed";
    public const string Disputed = "异议 Disputed";
    public static readonly DealerStatement Statement = Sample();
    public static readonly byte[] Workbook = StatementWorkbook.Write(Statement, ReplyLanguage.Chinese);

    public static DealerStatement Sample()
    {
        var statement = ResultSamples.Statement();
        return statement with
        {
            Differences =
            [
                .. statement.Differences,
                new("Unequal", new("金额不一致", "amounts differ"), "90000040", "INV-9", 92.34m, 80.00m, 12.34m, null, null)
                {
                    Item = "90000040|7",
                },
            ],
        };
    }

    public static IssuedStatement Issued(DealerStatement statement, byte[] workbook) => new()
    {
        Number = statement.Number,
        DealerCode = statement.DealerCode,
        Period = statement.Period,
        Currency = statement.Currency,
        Closing = statement.Closing,
        Items = statement.Differences.ToDictionary(d => d.Item, d => d.Amount),
        Workbook = workbook,
    };

    public static UploadReading Read(Action<XLWorkbook> fill, IssuedStatement? current = null) => AnswerReader.Read(
        Books.Opened(Filled(fill), "回复.xlsx"), "D001", Issued(Statement, Workbook),
        current ?? Issued(Statement, Workbook));

    public static byte[] Filled(Action<XLWorkbook> fill) => Books.Edit(Workbook, fill);

    public static List<StatementAnswer> Answers(UploadReading reading) =>
        [.. reading.Statement!.Answers.OrderBy(a => a.Item, StringComparer.Ordinal)];

    public static IXLWorksheet Differences(XLWorkbook book) => book.Worksheet("差异 Differences");

    public static int RowOf(IXLWorksheet sheet, string document) =>
        sheet.RowsUsed().Single(r => r.Cell(2).GetString() == document).RowNumber();

    public static void Item(XLWorkbook book, string document, string? answer, string? reason = null)
    {
        var sheet = Differences(book);
        var row = RowOf(sheet, document);
        sheet.Cell(row, 10).SetValue<string>(answer ?? "");
        sheet.Cell(row, 11).SetValue<string>(reason ?? "");
    }

    public static void Balance(XLWorkbook book, string answer, string? reason = null)
    {
        var label = book.Worksheet(1).Column(1).CellsUsed()
            .Single(c => c.GetString().StartsWith("对期末余额的答复", StringComparison.Ordinal));
        label.CellRight().SetValue<string>(answer);
        label.CellBelow().CellRight().SetValue<string>(reason ?? "");
    }

    public static void Swap(IXLWorksheet sheet, int first, int second)
    {
        for (var column = 1; column <= 12; column++)
        {
            var (a, b) = (sheet.Cell(first, column), sheet.Cell(second, column));
            var kept = a.Value;
            a.Value = b.Value;
            b.Value = kept;
        }
    }
}
