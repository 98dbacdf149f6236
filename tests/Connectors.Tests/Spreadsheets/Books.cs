using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xls;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>Builds dealers' workbooks cell by cell, and reads them with the shipped definitions.</summary>
internal static class Books
{
    public const string Dealer = "D001";

    public static readonly IReadOnlyList<UploadDefinition> Definitions =
        UploadDefinitions.Load(Path.Combine(RepositoryRoot(), "config", "uploads"));

    public static byte[] Make(Action<IXLWorksheet> fill, string sheetName = "Sheet1") =>
        Make((_, sheet) => fill(sheet), sheetName);

    public static byte[] Make(Action<XLWorkbook, IXLWorksheet> fill, string sheetName = "Sheet1")
    {
        using var workbook = new XLWorkbook();
        fill(workbook, workbook.AddWorksheet(sheetName));
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    /// <summary>Puts values into a row from column A; a null leaves its cell blank, a string stays text.</summary>
    public static void Row(this IXLWorksheet sheet, int row, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            switch (values[i])
            {
                case null:
                    break;
                case string text:
                    sheet.Cell(row, i + 1).DataType = XLDataType.Text;
                    sheet.Cell(row, i + 1).SetValue<string>(text);
                    break;
                case DateOnly date:
                    sheet.Cell(row, i + 1).SetValue(date.ToDateTime(TimeOnly.MinValue));
                    break;
                default:
                    sheet.Cell(row, i + 1).Value = values[i];
                    break;
            }
        }
    }

    public static UploadReading Read(byte[] content, string fileName = "upload.xlsx",
        IUploadKnowledge? knowledge = null) =>
        UploadReader.Read(Opened(content, fileName), Dealer, Definitions, knowledge ?? new Known());

    /// <summary>Old workbooks are read in this process: the tests' own files do no harm.</summary>
    public static OpenedFile Opened(byte[] content, string name) =>
        OpenedFile.Open(content, name, new XlsReader().Read);

    public static byte[] Edit(byte[] content, Action<XLWorkbook> change)
    {
        using var workbook = new XLWorkbook(new MemoryStream(content));
        change(workbook);
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    public static XLWorkbook Open(byte[] content) => new(new MemoryStream(content));

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DealerIntegration.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}

internal sealed class Known : IUploadKnowledge
{
    public Period Period { get; init; } = new(2026, 10);

    public DateOnly ReceivedOn { get; init; } = new(2026, 11, 2);

    public bool IsProduct(string code) => code.StartsWith("P-", StringComparison.Ordinal) && code.Length == 6;

    public bool IsDealer(string code) => code is "D001" or "D002";
}
