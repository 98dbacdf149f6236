using DealerIntegration.Connectors.Spreadsheets.Gate;
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

    /// <summary>Reads a file into memory, documents and all.</summary>
    public static UploadReading Read(
        OpenedFile file, string dealerCode, IReadOnlyList<UploadDefinition> definitions, IUploadKnowledge knowledge)
    {
        // A list takes its documents at once: nothing is waited for.
        var documents = new DocumentList();
        var reading = ReadAsync(file, dealerCode, definitions, knowledge, documents, CancellationToken.None)
            .GetAwaiter().GetResult();
        return reading with { Documents = documents.Documents };
    }

    /// <summary>
    /// Reads a file as a stream: its documents go to a sink while it is read, in batches. What is held grows with its
    /// problems (up to the reject limit), with the keys of its rows (as hashes), and with one document.
    /// </summary>
    /// <param name="sink">Holds at the end what counts: nothing of a file that was refused.</param>
    public static async Task<UploadReading> ReadAsync(
        OpenedFile file, string dealerCode, IReadOnlyList<UploadDefinition> definitions, IUploadKnowledge knowledge,
        IDocumentSink sink, CancellationToken cancel)
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

        var notes = file.Sheets.Where(s => s.Hidden && s.Head.Count > 0).Select(HiddenSheet).ToList();
        var layout = LayoutFinder.Find(
            [.. file.Sheets.Where(s => !s.Hidden && s.Name != CorrectionWords.Sheet)], definitions, knowledge);
        notes.AddRange(layout.Notes);
        if (layout.Problems.Count > 0)
        {
            return refused with
            {
                Definition = layout.Definition, Tables = layout.Tables, Problems = layout.Problems, Notes = notes,
                Drift = layout.Drift,
            };
        }

        var start = refused with
        {
            Definition = layout.Definition!, Tables = layout.Tables, Notes = notes, Drift = layout.Drift,
        };
        try
        {
            return await CheckAsync(start, knowledge, sink, cancel);
        }
        catch (FileRefusedException e)
        {
            await sink.ForgetAsync(cancel);
            return start with { Problems = [new UploadProblem(e.Refusal)] };
        }
    }

    // A key that comes a second time makes the first one wrong as well, which the sink may have: then once more.
    private static async Task<UploadReading> CheckAsync(
        UploadReading start, IUploadKnowledge knowledge, IDocumentSink sink, CancellationToken cancel)
    {
        var spec = Datasets.Find(start.Definition!.Dataset)!;
        var first = new UploadCheck(start, spec, knowledge, new RepeatedKeys(), sink);
        var reading = await first.RunAsync(cancel);
        if (!first.Repeated.Any)
        {
            return reading;
        }

        await sink.ForgetAsync(cancel);
        return await new UploadCheck(start, spec, knowledge, first.Repeated, sink).RunAsync(cancel);
    }

    private static Bilingual HiddenSheet(SheetGrid sheet) => new(
        $"工作表“{sheet.Name}”是隐藏的，未读取。", $"Sheet '{sheet.Name}' is hidden and was not read.");
}
