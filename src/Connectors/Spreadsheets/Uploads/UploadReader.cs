using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// Reads a dealer's spreadsheet (读取上传文件): gate, sheets, layout, values, documents, control sums. Every outcome is
/// an <see cref="UploadReading"/>; a hostile or broken file is a verdict, not an exception. A pure function of its
/// input.
/// </summary>
public static class UploadReader
{
    /// <summary>The sheet our replies add; it is passed over when the corrected file comes back.</summary>
    internal const string ResultSheet = "处理结果 Result";

    public static UploadReading Read(
        byte[] content,
        string fileName,
        string dealerCode,
        IReadOnlyList<UploadDefinition> definitions,
        IUploadKnowledge knowledge)
    {
        var gate = WorkbookGate.Check(content, fileName);
        var refused = new UploadReading
        {
            FileName = fileName,
            DealerCode = dealerCode,
            Kind = gate.Kind,
            Verdict = UploadVerdict.Refused,
        };
        if (!gate.MayOpen)
        {
            return refused with { Problems = [new UploadProblem(gate.Refusal)] };
        }

        var grid = ReaderFor(gate.Kind).Read(content);
        if (grid.Refusal is not null)
        {
            return refused with { Kind = FileKind.Unknown, Problems = [new UploadProblem(grid.Refusal)] };
        }

        var sheets = grid.Sheets.Where(s => s.Name != ResultSheet).ToList();
        var notes = sheets.Where(s => s.Hidden && s.Rows.Count > 0).Select(HiddenSheet).ToList();
        var layout = LayoutFinder.Find([.. sheets.Where(s => !s.Hidden)], definitions);
        if (layout.Refusal is not null)
        {
            return refused with
            {
                Definition = layout.Definition, Tables = layout.Tables, Problems = [layout.Refusal], Notes = notes,
            };
        }

        var start = refused with { Definition = layout.Definition!, Tables = layout.Tables, Notes = notes };
        return new UploadCheck(start, Datasets.Find(layout.Definition!.Dataset)!, knowledge).Run();
    }

    private static IWorkbookReader ReaderFor(FileKind kind) =>
        kind == FileKind.Csv ? new DelimitedReader() : new XlsxReader();

    private static Bilingual HiddenSheet(SheetGrid sheet) => new(
        $"工作表“{sheet.Name}”是隐藏的，未读取。", $"Sheet '{sheet.Name}' is hidden and was not read.");
}
