using System.Text;
using System.Text.Json;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
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
    UploadWork work, DropFolder drop, AppealFiles appeals, FileAnswers answers, ILogger<UploadsPipeline> log)
    : IPipeline
{
    // The whole list stands in the summary.
    private const int MostChangesTold = 3;

    public string Name => "uploads";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        RunPeriod.Of(run);
        UploadDefinitions.Load(work.DefinitionFolder);
        var rules = FileHash.Of(Directory.GetFiles(work.DefinitionFolder, "*.json"));
        if (UploadToTake.Of(run) is { } asked)
        {
            var taken = await asked.StoreAsync(transaction, run.Id, cancel);
            return new RunPlan(
                [JsonSerializer.Serialize(new UploadChunk(taken, IsRepeat: false, asked.Token))],
                await Watermark.FixAsync(transaction), rules);
        }

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
        return new RunPlan(chunks, await Watermark.FixAsync(transaction), rules);
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

            var outcome = await work.ReadAsync(
                transaction, chunk.Run, chunk.Chunk.No, upload, arrival.FileName, chunk.Cancel);
            UploadToTake.Check(outcome.Inputs, content.Token);
            return await SaveAsync(transaction, chunk, arrival, outcome);
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

    private async Task<ChunkProgress> SaveAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, Arrival arrival, UploadOutcome outcome)
    {
        var (upload, reading) = (outcome.Upload, outcome.Reading);
        await UploadWork.WriteAsync(transaction, chunk.Run, chunk.Chunk.No, outcome, chunk.Cancel);
        var path = await answers.GiveAsync(
            transaction, chunk, arrival, upload.DealerCode, outcome.Replies, "upload-reply", outcome.Language);
        var rejected = reading.Rejected;
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
        var dealers = await MasterStore.DealersAsync(transaction, chunk.Cancel);
        var language = MasterStore.LanguageOf(dealers.GetValueOrDefault(upload.DealerCode));
        var text = $"{name}: {TakenBefore(upload).In(language)}\r\n";
        var receipt = new ReplyFile(
            $"{name}.received-before.txt", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]);
        await answers.GiveAsync(
            transaction, chunk, arrival, upload.DealerCode, [receipt], "upload-repeat", language);
        return new ChunkProgress(true, 0, 0);
    }

    private static Bilingual TakenBefore(Upload upload) => new(
        $"此文件此前已接收（{upload.FileName}），未作任何更改。如已更正，请保存后重新提交。",
        $"this file was taken before ({upload.FileName}); nothing was changed. If you have corrected it, save it and "
        + "send it again.");

    private static Parcel? ParcelOf(Arrival arrival, Upload upload) => !FileAnswers.IsFromFolder(arrival)
        ? null
        : new Parcel(
            upload.DealerCode, arrival.Place, arrival.Mark,
            [new DroppedFile(upload.DealerCode, arrival.FileName, upload.Body, upload.Sha256, default)]);

    private sealed record UploadChunk(long ArrivalId, bool IsRepeat, string? Token = null);
}
