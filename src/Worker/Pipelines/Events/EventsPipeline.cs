using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Epcis;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Events;

/// <summary>
/// Takes in files of trace events (收取追溯事件): each is stored as sent, read in steps that commit one by one, and
/// answered. Scope <c>again</c> reads every kept file once more, after a place or a word was added to the rules.
/// </summary>
internal sealed class EventsPipeline(
    HubPaths paths, Database database, EventDrop drop, ILogger<EventsPipeline> log) : IPipeline
{
    private const string Again = "again";

    private const int EventsPerStep = 2_000;

    // What is no fault of a file that was read stands under no chunk.
    private const int NoChunk = 0;

    public string Name => "events";

    private string CodeRulesPath => Path.Combine(paths.Config, "diversion.json");

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        EventRules.Load(paths.Config);
        var chunks = run.Scope switch
        {
            "" => await TakeAsync(run, transaction, cancel),
            Again => (await EventFileStore.KeptAsync(transaction, EventDrop.Folder, cancel))
                .Select(f => new EventChunk(f.Id, f.Name, false)),
            _ => throw new ConfigurationException(
                $"The pipeline 'events' has no scope '{run.Scope}'; leave it out, or write '{Again}'."),
        };
        return new RunPlan(
            [.. chunks.Select(c => JsonSerializer.Serialize(c))],
            RulesHash: FileHash.Of([Path.Combine(paths.Config, EventRules.FileName), CodeRulesPath]));
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var content = JsonSerializer.Deserialize<EventChunk>(chunk.Chunk.Content)!;
        var (upload, known) = await database.InTransactionAsync(
            async (_, transaction) => (
                await UploadStore.LockAsync(transaction, content.UploadId, chunk.Cancel),
                await TraceKnowledge.LoadAsync(transaction, chunk.Cancel)),
            chunk.Cancel);
        if (content.IsRepeat || (upload.Verdict != UploadStore.Unread && chunk.Run.Scope != Again))
        {
            await chunk.CommitAsync(transaction => RepeatAsync(transaction, chunk, upload, content.Name));
        }
        else
        {
            await ReadAsync(chunk, upload, content.Name, known);
        }

        // Only now is the content ours: a crash before leaves the file where it is, and the next look finds it known.
        drop.Remove(new DroppedFile(EventDrop.Folder, content.Name, upload.Body, upload.Sha256, default));
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var counts = EventCounts.Sum((await ChunkStore.CountsAsync(transaction, run.Id)).Select(EventCounts.Parse));
        if (run.Scope == Again)
        {
            await AdvisoryLocks.ShareAsync(transaction, AdvisoryLocks.Watermark);
            var unread = await EventStore.EndUnreadAsync(transaction, run.Id, cancel);
            counts = counts with { Ended = counts.Ended + unread };
        }

        var refused = (await UploadStore.SummariseAsync(transaction, run.Id, cancel)).RefusedFiles;
        var left = await EventFileStore.LeftAsync(transaction, run.Id, NoChunk, cancel);
        string[] notes =
        [
            .. refused.Count > 0 ? [$"refused: {string.Join(", ", refused)}"] : Array.Empty<string>(),
            .. left.Count > 0 ? [$"left in the folder: {string.Join(", ", left)}"] : Array.Empty<string>(),
            .. counts.Ended > 0 ? [$"{counts.Ended:N0} steps and scans count no more"] : Array.Empty<string>(),
        ];
        return new RunEnd(
            refused.Count + left.Count == 0, counts.ToJson(), notes.Length == 0 ? null : string.Join("; ", notes));
    }

    private async Task<IEnumerable<EventChunk>> TakeAsync(
        Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var chunks = new List<EventChunk>();
        var planned = new HashSet<long>();
        var listing = drop.Look();
        await RejectedRowStore.AddAsync(
            transaction, run.Id, NoChunk,
            [.. listing.Waiting.Select(w => new RejectedRow(
                "trace-events", null, new Place(w.Name), null, "not-taken",
                $"The file stays in the folder: {w.Reason}.", w.Remedy!))],
            cancel);
        foreach (var file in listing.Ready)
        {
            var id = await UploadStore.TakeAsync(transaction, file, run.Id, cancel);
            // Twice in one look: the second one is a repeat as well, although the first was not read yet.
            chunks.Add(new EventChunk(id, file.Name, !planned.Add(id)));
        }

        return chunks;
    }

    private async Task ReadAsync(ChunkScope chunk, Upload upload, string name, TraceKnowledge known)
    {
        EventFileReader reader;
        try
        {
            reader = EventFileReader.Open(
                name, upload.Body, EventRules.Load(paths.Config),
                ConfigFile.Load<DiversionRules>(CodeRulesPath).Codes, known,
                new DateTimeOffset(DateTime.SpecifyKind(upload.ReceivedAt, DateTimeKind.Utc)));
        }
        catch (EventFileException e)
        {
            await chunk.CommitAsync(transaction => RefuseAsync(transaction, chunk, upload, name, e));
            return;
        }

        var counts = EventCounts.Parse(chunk.Chunk.Counts);
        var done = int.Parse(chunk.Chunk.Checkpoint ?? "0", CultureInfo.InvariantCulture);
        using var events = reader.Read(done).Chunk(EventsPerStep).GetEnumerator();
        do
        {
            var step = events.MoveNext() ? events.Current : [];
            done += step.Length;
            await chunk.CommitAsync(async transaction =>
            {
                var written = await new EventWriter(transaction, chunk, upload).WriteAsync(step, counts);
                if (done >= reader.Count)
                {
                    await AnswerAsync(transaction, chunk, upload, name, written, reader.IgnoredColumns);
                }

                counts = written;
                return new ChunkProgress(
                    done >= reader.Count, written.Rows, written.Problems, written.ToJson(),
                    done.ToString(CultureInfo.InvariantCulture));
            });
        }
        while (done < reader.Count);
    }

    private async Task AnswerAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, Upload upload, string name, EventCounts counts,
        IReadOnlyList<string> ignoredColumns)
    {
        var run = chunk.Run.Id;
        var refused = await EventFileStore.RefusedAsync(
            transaction, run, chunk.Chunk.No, EventReceipt.MostListed, chunk.Cancel);
        var suspected = await EventStore.SuspectedAsync(transaction, run, name, EventReceipt.MostListed, chunk.Cancel);
        var path = drop.Answer(
            EventReceipt.NameFor(name),
            EventReceipt.Write(name, upload.Sha256, run, counts, ignoredColumns, refused, suspected));
        await FileStore.AddAsync(transaction, run, EventDrop.Folder, "event-receipt", path, chunk.Cancel);
        await EventFileStore.VerdictAsync(
            transaction, upload.Id, run, counts.Problems == 0 ? "Accepted" : "AcceptedWithRejects", null, counts.Rows,
            counts.Problems, path, chunk.Cancel);
    }

    private async Task<ChunkProgress> RefuseAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, Upload upload, string name, EventFileException fault)
    {
        var run = chunk.Run.Id;
        log.FileRefused(name, EventDrop.Folder, fault.Message);
        var row = new RejectedRow(
            "trace-events", null, new Place(name, Row: fault.Line), null, "unreadable-file", fault.Message,
            fault.Remedy);
        await RejectedRowStore.AddAsync(transaction, run, chunk.Chunk.No, [row], chunk.Cancel);
        var counts = EventCounts.Nothing with { Rejected = 1 };
        var path = drop.Answer(
            EventReceipt.NameFor(name),
            EventReceipt.Write(
                name, upload.Sha256, run, counts, [],
                await EventFileStore.RefusedAsync(transaction, run, chunk.Chunk.No, 1, chunk.Cancel), []));
        await FileStore.AddAsync(transaction, run, EventDrop.Folder, "event-receipt", path, chunk.Cancel);
        await EventFileStore.VerdictAsync(
            transaction, upload.Id, run, "Refused", fault.Message, 0, 1, path, chunk.Cancel);
        return new ChunkProgress(true, 0, 1, counts.ToJson());
    }

    private async Task<ChunkProgress> RepeatAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, Upload upload, string name)
    {
        var text = $"{name}: this file was taken before ({upload.FileName}); nothing was changed. "
            + $"此文件此前已接收（{upload.FileName}），未作任何更改。\n";
        var path = drop.Answer($"{name}.received-before.txt", System.Text.Encoding.UTF8.GetBytes(text));
        await FileStore.AddAsync(transaction, chunk.Run.Id, EventDrop.Folder, "event-repeat", path, chunk.Cancel);
        return new ChunkProgress(true, 0, 0);
    }

    private sealed record EventChunk(long UploadId, string Name, bool IsRepeat);
}
