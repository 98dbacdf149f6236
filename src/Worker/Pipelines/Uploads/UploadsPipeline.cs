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
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>
/// Takes in what dealers dropped (收件): each file is stored as sent, read, and answered with the same file marked or a
/// receipt. A file that is no workbook is a verdict, not a failure of the run.
/// </summary>
internal sealed class UploadsPipeline(
    HubPaths paths, DropFolder drop, BusinessDay day, AppealFiles appeals, ILogger<UploadsPipeline> log) : IPipeline
{
    private const string Source = "dealer-files";

    public string Name => "uploads";

    private string DefinitionFolder => Path.Combine(paths.Config, "uploads");

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        RunPeriod.Of(run);
        UploadDefinitions.Load(DefinitionFolder);
        var known = await MasterStore.DealersAsync(transaction, cancel);
        var chunks = new List<string>();
        var planned = new HashSet<long>();
        foreach (var file in drop.Look(known.ContainsKey).Ready)
        {
            var taken = await UploadStore.TakeAsync(transaction, file, run.Id, cancel);
            // Twice in one look: the second one is a repeat as well, although the first was not read yet.
            var isRepeat = !planned.Add(taken.Id) || taken.IsRepeat;
            chunks.Add(JsonSerializer.Serialize(new UploadChunk(taken.Id, file.Name, isRepeat)));
        }

        return new RunPlan(chunks, RulesHash: FileHash.Of(Directory.GetFiles(DefinitionFolder, "*.json")));
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var content = JsonSerializer.Deserialize<UploadChunk>(chunk.Chunk.Content)!;
        DroppedFile? file = null;
        await chunk.CommitAsync(async transaction =>
        {
            var upload = await UploadStore.GetAsync(transaction, content.UploadId, chunk.Cancel);
            file = new DroppedFile(upload.DealerCode, content.Name, upload.Body, upload.Sha256, default);
            if (AppealFiles.NumberIn(content.Name) is { } number)
            {
                return await appeals.TakeAsync(
                    transaction, chunk, upload, new DroppedName(content.Name, number, content.IsRepeat));
            }

            if (content.IsRepeat)
            {
                return await RepeatAsync(transaction, chunk, upload, content.Name);
            }

            var knowledge = await UploadKnowledge.LoadAsync(
                transaction, RunPeriod.Of(chunk.Run), day.Of(upload.ReceivedAt), chunk.Cancel);
            var opened = OpenedFile.Open(upload.Body, content.Name, OldWorkbooks.Process());
            var reading = await ReadAsync(transaction, upload, opened, knowledge, chunk.Cancel);
            var reply = UploadReply.Write(reading, opened, knowledge.LanguageOf(upload.DealerCode), upload.Sha256);
            return await SaveAsync(transaction, chunk, upload, reading, reply);
        });

        // Only now is the content ours: a crash before leaves the file where it is, and the next look finds it known.
        drop.Remove(file!);
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var summary = await UploadStore.SummariseAsync(transaction, run.Id, cancel);
        var note = summary.Refused == 0 ? null : $"refused: {string.Join(", ", summary.RefusedFiles)}";
        return new RunEnd(summary.Refused == 0, JsonSerializer.Serialize(summary, JsonSerializerOptions.Web), note);
    }

    /// <summary>A statement of ours that came back is an answer; every other file is looked at for data.</summary>
    private async Task<UploadReading> ReadAsync(
        NpgsqlTransaction transaction, Upload upload, OpenedFile file, UploadKnowledge knowledge,
        CancellationToken cancel) => StatementFile.NumberIn(file) is { } number
            ? await StatementAnswers.ReadAsync(transaction, file, upload.DealerCode, number, cancel)
            : UploadReader.Read(file, upload.DealerCode, UploadDefinitions.Load(DefinitionFolder), knowledge);

    private async Task<ChunkProgress> SaveAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, Upload upload, UploadReading reading, ReplyFile reply)
    {
        var run = chunk.Run.Id;
        if (reading.Dataset is { } dataset && reading.Documents.Count > 0)
        {
            await CanonicalStore.UpsertAsync(
                transaction, Datasets.Find(dataset)!, Source, run, reading.Documents, chunk.Cancel);
        }

        await StatementAnswers.SaveAsync(transaction, upload, reading, chunk.Cancel);
        var rejected = reading.Rejected;
        await RejectedRowStore.AddAsync(transaction, run, chunk.Chunk.No, rejected, chunk.Cancel);
        var path = drop.Answer(upload.DealerCode, reply.Name, reply.Content);
        await FileStore.AddAsync(transaction, run, upload.DealerCode, "upload-reply", path, chunk.Cancel);
        var reason = reading.Verdict == UploadVerdict.Refused && rejected.Count > 0 ? rejected[0].Message : null;
        if (reason is not null)
        {
            log.FileRefused(reading.FileName, upload.DealerCode, reason);
        }

        await UploadStore.JudgeAsync(transaction, upload.Id, chunk.Run, reading, reason, path, chunk.Cancel);
        return new ChunkProgress(true, reading.RowsRead, rejected.Count);
    }

    private async Task<ChunkProgress> RepeatAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, Upload upload, string name)
    {
        var text = $"{name}: this file was taken before ({upload.FileName}); nothing was changed. "
            + $"此文件此前已接收（{upload.FileName}），未作任何更改。\n";
        var path = drop.Answer(
            upload.DealerCode, $"{name}.received-before.txt", System.Text.Encoding.UTF8.GetBytes(text));
        await FileStore.AddAsync(transaction, chunk.Run.Id, upload.DealerCode, "upload-repeat", path, chunk.Cancel);
        return new ChunkProgress(true, 0, 0);
    }

    private sealed record UploadChunk(long UploadId, string Name, bool IsRepeat);
}
