using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Answers;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Uploads.Checks;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>What a file came to, before anything of it is written.</summary>
/// <param name="Corrects">Number of the file whose rows it corrects.</param>
internal sealed record UploadOutcome(
    Upload Upload, UploadReading Reading, IReadOnlyList<ReplyFile> Replies, ReplyLanguage Language, UploadInputs Inputs,
    long? Corrects);

/// <summary>
/// The work on one file (文件处理): reading it and writing what it brings. The upload run commits it, the check rolls it
/// back; there is no other way through.
/// </summary>
internal sealed class UploadWork(HubPaths paths, HubOptions options, BusinessDay day, FileChecks checks)
{
    private const string Source = "dealer-files";

    public string DefinitionFolder => Path.Combine(paths.Config, "uploads");

    /// <param name="transaction">Where the file is locked.</param>
    /// <param name="run">Tells the period.</param>
    /// <param name="chunk">The part of the run that works on the file.</param>
    /// <param name="upload">The file as it was sent.</param>
    /// <param name="fileName">Its name this time.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task<UploadOutcome> ReadAsync(
        NpgsqlTransaction transaction, Run run, int chunk, Upload upload, string fileName, CancellationToken cancel)
    {
        var period = RunPeriod.Of(run);
        var received = day.Of(upload.ReceivedAt);
        var knowledge = await UploadKnowledge.LoadAsync(
            transaction, period, received, UploadSetup.Load(paths, day), upload.DealerCode, cancel);
        var definitions = UploadDefinitions.Load(DefinitionFolder);
        UploadReading Read(OpenedFile file) => UploadReader.Read(file, upload.DealerCode, definitions, knowledge);

        var opened = OpenedFile.Open(upload.Body, fileName, OldWorkbooks.Process(), options.Uploads.Limits());
        var originals = new Originals(transaction, Read, options.Uploads.Limits(), cancel);
        // A statement of ours that came back is an answer; every other file is looked at for data. Of a person's file
        // the documents come back with the reading; those of a larger one are written while it is read.
        var file = new FileAtWork(
            transaction, run.Id, chunk, upload, Source, run.Watermark ?? CanonicalTable.Current - 1);
        var reading = StatementFile.NumberIn(opened) is { } number ? await checks.ApplyAsync(
                file, await StatementAnswers.ReadAsync(transaction, opened, upload.DealerCode, number, cancel), cancel)
            : Correction.In(opened) is { } correction ? await checks.ApplyAsync(
                file, await originals.ReadAsync(correction, upload), cancel)
            : opened.FitsWorkbookLibrary ? await checks.ApplyAsync(file, Read(opened), cancel)
            : await checks.ReadAsync(
                file,
                sink => UploadReader.ReadAsync(opened, upload.DealerCode, definitions, knowledge, sink, cancel),
                cancel);
        var language = knowledge.LanguageOf(upload.DealerCode);
        return new UploadOutcome(
            upload,
            reading,
            UploadReply.Write(reading, opened, language, upload.Sha256),
            language,
            new UploadInputs(
                string.Join(' ', [upload.DealerCode, upload.Sha256, .. originals.Hashes]),
                FileHash.Of(Directory.GetFiles(DefinitionFolder, "*.json")),
                await MasterStore.VersionAsync(transaction, cancel)
                    + await UploadLayoutStore.SettledVersionAsync(transaction, upload.DealerCode, cancel),
                $"{received:yyyy-MM-dd}",
                period.ToString(),
                CodeVersion.Current),
            originals.Corrected);
    }

    public static async Task WriteAsync(
        NpgsqlTransaction transaction, Run run, int chunk, UploadOutcome outcome, CancellationToken cancel)
    {
        var reading = outcome.Reading;
        if (reading.Dataset is { } dataset && reading.Documents.Count > 0)
        {
            await CanonicalStore.UpsertAsync(
                transaction, Datasets.Find(dataset)!, Source, run.Id, reading.Documents, cancel);
            if (dataset == TraceDatasets.DealerScans.Name)
            {
                await CanonicalStore.UpsertAsync(
                    transaction, TraceDatasets.TraceEvents, Source, run.Id, ScanEvents.Of(reading.Documents), cancel);
            }
        }

        await StatementAnswers.SaveAsync(transaction, outcome.Upload, reading, cancel);
        await UploadLayouts.SaveAsync(transaction, outcome.Upload, reading, cancel);
        await RejectedRowStore.AddAsync(transaction, run.Id, chunk, reading.Rejected, cancel);
        await CorrectionStore.NoteAsync(
            transaction, outcome.Upload.Id, outcome.Corrects, outcome.Inputs.Token, cancel);
    }
}
