using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>A file for the dealer's outbox (回复文件).</summary>
public sealed record ReplyFile(string Name, byte[] Content);

/// <summary>
/// Answers a dealer's file (回复): the same workbook back with every problem marked in place, and in front a result sheet
/// and the rows to correct; a delimited file with codes behind its lines, and a report; a receipt where there was no
/// problem; a report where the file could not be opened.
/// </summary>
public static class UploadReply
{
    private static readonly Bilingual PlainCopy = new(
        "原文件的格式无法保留，标注写在内容的副本上；请以原文件为准更正。",
        "The look of your file could not be kept: the marks stand on a copy of its cells.");

    /// <param name="reading">What reading the file has found.</param>
    /// <param name="file">The file as the dealer sent it.</param>
    /// <param name="language">Language of comments, codes' explanations and headings.</param>
    /// <param name="sha256">Hash under which the original is kept, printed as the reference.</param>
    /// <returns>The answer first, then what goes with it.</returns>
    public static IReadOnlyList<ReplyFile> Write(
        UploadReading reading, OpenedFile file, ReplyLanguage language, string sha256)
    {
        var marked = reading.Problems.Count > 0 && reading.Kind != FileKind.Unknown;
        // Rows that came without their sheet are marked on the sheet of rows to correct, which is written anew.
        var inPlace = marked && reading.Corrected is not { IsAlone: true };
        if (inPlace && reading.Kind == FileKind.Csv && MarkedCsv.Write(file.Content, reading, language) is { } lines)
        {
            var ending = Path.GetExtension(reading.FileName);
            return
            [
                new ReplyFile(NameFor(reading, marked, language, ending), lines),
                new ReplyFile(NameFor(reading, marked, language), Beside(reading, file, language, sha256)),
            ];
        }

        return
        [
            new ReplyFile(
                NameFor(reading, marked, language),
                inPlace && file.FitsWorkbookLibrary
                    ? Marked(reading, file, language, sha256)
                    : Beside(reading, file, language, sha256)),
        ];
    }

    // Without the dealer's own sheets: what became of the file, and its rows to correct.
    private static byte[] Beside(
        UploadReading reading, OpenedFile file, ReplyLanguage language, string sha256) =>
        file.FitsWorkbookLibrary || reading.Problems.Count == 0
            ? Finish(Look.NewWorkbook("Result"), reading, language, sha256, marked: false)
            : LargeReply.Write(reading, language, sha256);

    private static byte[] Marked(UploadReading reading, OpenedFile file, ReplyLanguage language, string sha256)
    {
        if (reading.Kind == FileKind.Xlsx)
        {
            try
            {
                var package = new MemoryStream(
                    NoteShapes.Complete(EmptyDrawings.Remove(file.Content)), writable: false);
                return Finish(new XLWorkbook(package), reading, language, sha256, marked: true);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The library reads more than it can write. The dealer's answer must not fail over a shape or a style:
                // the marks go onto a copy of the cells, and the reply says so.
                reading = reading with { Notes = [.. reading.Notes, PlainCopy] };
            }
        }

        return Finish(CellsOf(file), reading, language, sha256, marked: true);
    }

    private static byte[] Finish(
        XLWorkbook workbook, UploadReading reading, ReplyLanguage language, string sha256, bool marked)
    {
        using (workbook)
        {
            if (marked)
            {
                Annotator.Annotate(workbook, reading, language);
            }

            var places = new ReplyPlaces(workbook, CorrectionPages.Add(
                workbook, FailingRows.Of(reading, sha256), language, reading.Corrected?.Sheet));
            ResultSheet.Add(workbook, reading, language, sha256, places);
            return Save(workbook);
        }
    }

    private static string NameFor(
        UploadReading reading, bool marked, ReplyLanguage language, string ending = ".xlsx")
    {
        var zh = language == ReplyLanguage.Chinese;
        var suffix = marked ? (zh ? "标注" : "marked")
            : reading.Verdict == UploadVerdict.Refused ? (zh ? "拒收" : "refused")
            : zh ? "回执" : "receipt";
        return $"{Path.GetFileNameWithoutExtension(reading.FileName)}.{suffix}{ending}";
    }

    // The dealer's own formulas keep the results they came with: we never evaluate them.
    private static byte[] Save(XLWorkbook workbook)
    {
        using var stream = new MemoryStream();
        workbook.SaveAs(stream, validate: false, evaluateFormulae: false);
        return stream.ToArray();
    }

    // Marks need cells; rows and columns stay at their addresses.
    private static XLWorkbook CellsOf(OpenedFile file)
    {
        var workbook = Look.NewWorkbook("Copy");
        foreach (var grid in file.Sheets)
        {
            var sheet = workbook.AddWorksheet(grid.Name);
            foreach (var cell in grid.Rows.SelectMany(r => r.Cells))
            {
                sheet.Cell(cell.Row, cell.Column).Put(cell);
            }

            // A hidden sheet stays in the reply, so that a corrected file is still known by its mark.
            sheet.Visibility = grid.Hidden ? XLWorksheetVisibility.VeryHidden : XLWorksheetVisibility.Visible;
        }

        return workbook;
    }
}
