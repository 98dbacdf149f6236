using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>A file for the dealer's outbox (回复文件).</summary>
public sealed record ReplyFile(string Name, byte[] Content);

/// <summary>
/// Answers a dealer's file (回复): the same workbook back with every problem marked in place and a result sheet in
/// front; a receipt where there was no problem; a report where the file could not be opened.
/// </summary>
public static class UploadReply
{
    /// <param name="reading">What reading the file has found.</param>
    /// <param name="original">The bytes the dealer sent.</param>
    /// <param name="language">Language of comments, codes' explanations and headings.</param>
    /// <param name="sha256">Hash under which the original is kept, printed as the reference.</param>
    public static ReplyFile Write(UploadReading reading, byte[] original, ReplyLanguage language, string sha256)
    {
        var marked = reading.Problems.Count > 0 && reading.Kind != FileKind.Unknown;
        using var workbook = !marked ? Look.NewWorkbook("Result")
            : reading.Kind == FileKind.Xlsx ? new XLWorkbook(new MemoryStream(original, writable: false))
            : FromDelimited(original);
        if (marked)
        {
            Annotator.Annotate(workbook, reading, language);
        }

        ResultSheet.Add(workbook, reading, language, sha256);
        return new ReplyFile(NameFor(reading, marked, language), Save(workbook));
    }

    private static string NameFor(UploadReading reading, bool marked, ReplyLanguage language)
    {
        var zh = language == ReplyLanguage.Chinese;
        var suffix = marked ? (zh ? "标注" : "marked")
            : reading.Verdict == UploadVerdict.Refused ? (zh ? "拒收" : "refused")
            : zh ? "回执" : "receipt";
        return $"{Path.GetFileNameWithoutExtension(reading.FileName)}.{suffix}.xlsx";
    }

    // The dealer's own formulas keep the results they came with: we never evaluate them.
    private static byte[] Save(XLWorkbook workbook)
    {
        using var stream = new MemoryStream();
        workbook.SaveAs(stream, validate: false, evaluateFormulae: false);
        return stream.ToArray();
    }

    // Marks need cells; the rows and columns of the delimited file stay at their addresses.
    private static XLWorkbook FromDelimited(byte[] original)
    {
        var workbook = Look.NewWorkbook("CSV");
        var sheet = workbook.AddWorksheet(DelimitedReader.SheetName);
        foreach (var cell in new DelimitedReader().Read(original).Sheets.SelectMany(s => s.Rows)
            .SelectMany(r => r.Cells))
        {
            sheet.Cell(cell.Row, cell.Column).Text(cell.Text);
        }

        return workbook;
    }
}
