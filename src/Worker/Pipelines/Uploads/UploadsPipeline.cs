using System.Text.Json;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Answers;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Pipelines.Uploads.Checks;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>
/// Takes in what dealers dropped, and what came by the servers (收件): each file is stored as sent, read, and answered
/// with the same file marked or a receipt. A file that is no workbook is a verdict, not a failure of the run.
/// </summary>
internal sealed class UploadsPipeline(
    HubPaths paths, HubOptions options, DropFolder drop, BusinessDay day, AppealFiles appeals, FileAnswers answers,
    FileChecks checks, ILogger<UploadsPipeline> log) : IPipeline
{
    private const string Source = "dealer-files";

    // The whole list stands in the summary.
    private const int MostChangesTold = 3;

    public string Name => "uploads";

    private string DefinitionFolder => Path.Combine(paths.Config, "uploads");

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        RunPeriod.Of(run);
        UploadDefinitions.Load(DefinitionFolder);
        var known = await MasterStore.DealersAsync(transaction, cancel);
        var arrived = new List<(long Id, long Upload)>();
        await using var folder = new FolderIntake(drop);
        await foreach (var parcel in folder.LookAsync(known.ContainsKey, new IntakeReport(), cancel))
        {
            var files = await ArrivalStore.AddAsync(
                transaction, IntakeWay.Folder, parcel, since: null, run.Id, cancel);
            arrived.AddRange(files.Select(file => (file.Id, file.UploadId)));
        }

        arrived.AddRange(await ArrivalStore.OpenAsync(transaction, cancel));
        // Twice in one look: the second one is a repeat as well, although the first was not read yet.
        var planned = new HashSet<long>();
        var chunks = arrived.Select(a => JsonSerializer.Serialize(new UploadChunk(a.Id, !planned.Add(a.Upload))))
            .ToList();
        return new RunPlan(
            chunks, await Watermark.FixAsync(transaction), FileHash.Of(Directory.GetFiles(DefinitionFolder, "*.json")));
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var content = JsonSerializer.Deserialize<UploadChunk>(chunk.Chunk.Content)!;
        Parcel? dropped = null;
        await chunk.CommitAsync(async transaction =>
        {
            var arrival = await ArrivalStore.LockAsync(transaction, content.ArrivalId, chunk.Cancel);
            var upload = await UploadStore.LockAsync(transaction, arrival.UploadId, chunk.Cancel);
            dropped = ParcelOf(arrival, upload);
            if (arrival.IsAnswered)
            {
                return new ChunkProgress(true, 0, 0);
            }

            await ArrivalStore.AnswerAsync(transaction, arrival.Id, chunk.Run.Id, chunk.Cancel);
            if (AppealFiles.NumberIn(arrival.FileName) is { } number)
            {
                return await appeals.TakeAsync(
                    transaction, chunk, new AppealFile(arrival, upload, number, content.IsRepeat));
            }

            if (content.IsRepeat || (upload.IsRepeatIn(chunk.Run.Period)
                && !await UploadFactsStore.IsOvertakenAsync(transaction, upload.Id, arrival.Id, chunk.Cancel)))
            {
                return await RepeatAsync(transaction, chunk, upload, arrival);
            }

            var knowledge = await UploadKnowledge.LoadAsync(
                transaction, RunPeriod.Of(chunk.Run), day.Of(upload.ReceivedAt), upload.DealerCode, chunk.Cancel);
            var opened = OpenedFile.Open(
                upload.Body, arrival.FileName, OldWorkbooks.Process(), options.Uploads.Limits());
            var sink = new CanonicalSink(transaction, Source, chunk.Run.Id);
            var reading = await ReadAsync(transaction, upload, opened, knowledge, sink, chunk.Cancel);
            reading = await checks.ApplyAsync(transaction, chunk, upload, reading, Source);
            var language = knowledge.LanguageOf(upload.DealerCode);
            var reply = UploadReply.Write(reading, opened, language, upload.Sha256);
            return await SaveAsync(transaction, chunk, (arrival, upload), reading, reply, language);
        });

        // Only now is the content ours: a crash before leaves the file where it is, and the next look finds it known.
        if (dropped is not null)
        {
            await using var folder = new FolderIntake(drop);
            await folder.ClearAsync(dropped, chunk.Cancel);
        }
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var summary = await UploadStore.SummariseAsync(transaction, run.Id, cancel);
        List<string> notes =
        [
            .. summary.Refused == 0 ? [] : new[] { $"refused: {string.Join(", ", summary.RefusedFiles)}" },
            .. summary.LayoutChanges.Take(MostChangesTold),
            .. summary.LayoutChanges.Count <= MostChangesTold
                ? [] : new[] { $"{summary.LayoutChanges.Count - MostChangesTold} more layouts have changed" },
        ];
        return new RunEnd(
            summary.Refused == 0, JsonSerializer.Serialize(summary, JsonSerializerOptions.Web),
            notes.Count == 0 ? null : string.Join("; ", notes));
    }

    /// <summary>
    /// A statement of ours that came back is an answer; every other file is looked at for data. Of a person's file the
    /// documents come back with the reading; those of a larger one are written while it is read.
    /// </summary>
    private async Task<UploadReading> ReadAsync(
        NpgsqlTransaction transaction, Upload upload, OpenedFile file, UploadKnowledge knowledge, IDocumentSink sink,
        CancellationToken cancel) => StatementFile.NumberIn(file) is { } number
            ? await StatementAnswers.ReadAsync(transaction, file, upload.DealerCode, number, cancel)
            : file.FitsWorkbookLibrary
            ? UploadReader.Read(file, upload.DealerCode, UploadDefinitions.Load(DefinitionFolder), knowledge)
            : await UploadReader.ReadAsync(
                file, upload.DealerCode, UploadDefinitions.Load(DefinitionFolder), knowledge, sink, cancel);

    private async Task<ChunkProgress> SaveAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, (Arrival Arrival, Upload Upload) file, UploadReading reading,
        ReplyFile reply, ReplyLanguage language)
    {
        var run = chunk.Run.Id;
        var upload = file.Upload;
        if (reading.Dataset is { } dataset && reading.Documents.Count > 0)
        {
            await CanonicalStore.UpsertAsync(
                transaction, Datasets.Find(dataset)!, Source, run, reading.Documents, chunk.Cancel);
        }

        await StatementAnswers.SaveAsync(transaction, upload, reading, chunk.Cancel);
        await UploadLayouts.SaveAsync(transaction, upload, reading, chunk.Cancel);
        var rejected = reading.Rejected;
        await RejectedRowStore.AddAsync(transaction, run, chunk.Chunk.No, rejected, chunk.Cancel);
        var path = await answers.GiveAsync(
            transaction, chunk, file.Arrival, upload.DealerCode, reply, "upload-reply", language);
        var reason = reading.Verdict == UploadVerdict.Refused && rejected.Count > 0 ? rejected[0].Message : null;
        if (reason is not null)
        {
            log.FileRefused(reading.FileName, upload.DealerCode, reason);
        }

        await UploadStore.JudgeAsync(transaction, upload.Id, chunk.Run, reading, reason, path, chunk.Cancel);
        return new ChunkProgress(true, reading.RowsRead, rejected.Count);
    }

    private async Task<ChunkProgress> RepeatAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, Upload upload, Arrival arrival)
    {
        var name = arrival.FileName;
        var text = $"{name}: this file was taken before ({upload.FileName}); nothing was changed. "
            + $"此文件此前已接收（{upload.FileName}），未作任何更改。\n";
        var receipt = new ReplyFile($"{name}.received-before.txt", System.Text.Encoding.UTF8.GetBytes(text));
        var dealers = await MasterStore.DealersAsync(transaction, chunk.Cancel);
        await answers.GiveAsync(
            transaction, chunk, arrival, upload.DealerCode, receipt, "upload-repeat",
            MasterStore.LanguageOf(dealers.GetValueOrDefault(upload.DealerCode)));
        return new ChunkProgress(true, 0, 0);
    }

    private static Parcel? ParcelOf(Arrival arrival, Upload upload) => !FileAnswers.IsFromFolder(arrival)
        ? null
        : new Parcel(
            upload.DealerCode, arrival.Place, arrival.Mark,
            [new DroppedFile(upload.DealerCode, arrival.FileName, upload.Body, upload.Sha256, default)]);

    private sealed record UploadChunk(long ArrivalId, bool IsRepeat);
}
