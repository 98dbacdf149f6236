using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;
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
        OpenedFile file, string dealerCode, IReadOnlyList<UploadDefinition> definitions, IUploadKnowledge knowledge)
    {
        var refused = new UploadReading
        {
            FileName = file.Name,
            DealerCode = dealerCode,
            Kind = file.Kind,
            Verdict = UploadVerdict.Refused,
        };
        if (file.Refusal is not null)
        {
            return refused with { Problems = [new UploadProblem(file.Refusal)] };
        }

        var notes = file.Sheets.Where(s => s.Hidden && s.Rows.Count > 0).Select(HiddenSheet).ToList();
        var layout = LayoutFinder.Find(
            [.. file.Sheets.Where(s => !s.Hidden && s.Name != CorrectionWords.Sheet)], definitions);
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

    private static Bilingual HiddenSheet(SheetGrid sheet) => new(
        $"工作表“{sheet.Name}”是隐藏的，未读取。", $"Sheet '{sheet.Name}' is hidden and was not read.");
}
