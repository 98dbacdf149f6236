using System.Text.Json;
using System.Text.Json.Serialization;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Pulls one dataset of one partner (取数): page by page raw as sent, mapped, canonical; at the end a certificate that
/// everything is accounted for. A chunk is one part of the source in one window, its checkpoint the partner's cursor.
/// </summary>
internal sealed class ImportPipeline(ConnectorRegistry connectors, PullWindows windows, Database database) : IPipeline
{
    public string Name => "import";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var request = ImportRequest.Of(run);
        var file = connectors.Load(request.Connector, request.File, request.Address);
        var dataset = file.Dataset(request.Dataset);
        var source = connectors.Source(file);
        var stretches = await windows.PlanAsync(
            transaction, file, dataset, request, source.TakesWindows(dataset), cancel);
        var snapshot = stretches is [{ From: null, To: null }] && MaySayWhatIsGone(file, dataset, source, request)
            ? await SnapshotStore.StartAsync(transaction, cancel)
            : null;
        var chunks = new List<string>();
        foreach (var window in stretches)
        {
            foreach (var part in await source.PartsAsync(dataset, window, cancel))
            {
                chunks.Add(new ImportPart(part, window.From, window.To)
                {
                    ReachesTo = windows.ReachOf(dataset, request),
                    Snapshot = snapshot,
                }.ToJson());
            }
        }

        return new RunPlan(chunks, RulesHash: FileHash.Of([file.FilePath]));
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var request = ImportRequest.Of(chunk.Run);
        var file = connectors.Load(request.Connector, request.File, request.Address);
        var (dataset, source) = (file.Dataset(request.Dataset), connectors.Source(file));
        var part = ImportPart.Of(chunk.Chunk.Content);
        var pull = new PartPull(chunk, file, dataset, source, part);
        await pull.ResumeAsync(database);
        while (!await pull.PassAsync())
        {
        }

        await source.TakenAsync(dataset, part.Part, chunk.Cancel);
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var request = ImportRequest.Of(run);
        var ofParts = (await ChunkStore.CountsAsync(transaction, run.Id)).Select(ImportCounts.Parse).ToList();
        var counts = ImportCounts.Sum(ofParts);
        var parts = (await ChunkStore.ContentsAsync(transaction, run.Id)).Select(ImportPart.Of).ToList();
        var file = connectors.Load(request.Connector, request.File, request.Address);
        var mapping = file.Dataset(request.Dataset);
        var snapshot = parts is [{ Snapshot: { } start }, ..] && counts.IsProven
            ? new SnapshotDiff(run, transaction, request, mapping, start)
            : null;
        var verdict = snapshot is null ? null : await snapshot.JudgeAsync(counts, cancel);
        if (verdict is { ReadsAgain: true })
        {
            // All parts are opened again in the transaction that would have ended the run.
            await RejectedRowStore.ForgetAsync(transaction, run.Id, cancel);
            await ChunkStore.ReopenAsync(transaction, run.Id, [.. ofParts.Select(c => c.NextRound().ToJson())]);
            return RunEnd.NotYet;
        }

        var window = parts.Count > 0
            ? Proven(new Window(parts[0].From, parts[^1].To), mapping, counts)
            : Window.Everything;
        var end = await CertificateStore.CertifyAsync(
            transaction, run.Id, request.Connector, request.Dataset, window, counts, cancel);
        end = await FieldsAsync(run, transaction, file, request, end, cancel);
        if (end.Complete && verdict is not null)
        {
            end = await GoneAsync(run, transaction, snapshot!, verdict, counts, end, cancel);
        }

        await SeenKeyStore.ClearAsync(transaction, run.Id, run.Scope, cancel);
        // Another address is another system: it says nothing of how far this one was pulled.
        if (end.Complete && request.Address is null && parts.Count > 0)
        {
            var reach = parts[0].ReachesTo is { } to ? Proven(new Window(null, to), mapping, counts) : window;
            await PullStore.AdvanceAsync(
                transaction, file.Name, request.Dataset, reach, mapping.Window?.Since, run.Id, cancel);
        }

        return end;
    }

    private static Window Proven(Window window, DatasetMapping mapping, ImportCounts counts) =>
        PullWindows.ByThePartnersClock(window, mapping.Window, counts.AnsweredAt);

    /// <summary>Whether what the whole list does not hold may be taken for gone.</summary>
    /// <exception cref="ConfigurationException">The mapping says what cannot be.</exception>
    private bool MaySayWhatIsGone(
        ConnectorFile file, DatasetMapping dataset, ISource source, ImportRequest request)
    {
        return dataset.Snapshot?.Whole == true && !source.ListsEverything(dataset)
            ? throw new ConfigurationException(
                $"{file.FilePath}, dataset '{dataset.Dataset}': its source brings what is new or was asked for, never "
                + "all it holds. Leave snapshot.whole out.")
            : SnapshotDiff.MayEnd(source, dataset) && !IsOfAnotherSystem(request);
    }

    private static async Task<RunEnd> GoneAsync(
        Run run, NpgsqlTransaction transaction, SnapshotDiff snapshot, SnapshotVerdict verdict, ImportCounts counts,
        RunEnd end, CancellationToken cancel)
    {
        if (!verdict.Settles)
        {
            counts = counts with { Kept = verdict.Missing.Count };
            return (end with { Complete = !verdict.IsException, Counts = counts.ToJson() }).With(verdict.Note);
        }

        counts = counts with { Gone = await snapshot.SettleAsync(verdict, cancel) };
        await CertificateStore.KeepGoneAsync(transaction, run.Id, counts.Gone, cancel);
        return (end with { Counts = counts.ToJson() }).With(
            counts.Gone == 0 ? null : $"{verdict.Missing.Text} {(counts.Gone == 1 ? "is" : "are")} gone at the source");
    }

    // A file's own address replaced by another one means another system.
    private bool IsOfAnotherSystem(ImportRequest request) =>
        request.Address is not null && connectors.Load(request.Connector, request.File).Address is not null;

    // Another system's fields say nothing of this one's.
    private async Task<RunEnd> FieldsAsync(
        Run run, NpgsqlTransaction transaction, ConnectorFile file, ImportRequest request, RunEnd end,
        CancellationToken cancel)
    {
        var met = await SourceFieldStore.TakeAsync(transaction, run.Id, run.Scope, cancel);
        if (!end.Complete || IsOfAnotherSystem(request))
        {
            return end;
        }

        var known = await SourceFieldStore.KnownAsync(transaction, file.Name, request.Dataset, cancel);
        var mapped = MappedPaths.Fields(file.Dataset(request.Dataset));
        var drift = FieldDrift.Of(known, met, mapped, run.Id);
        await SourceFieldStore.SaveAsync(transaction, file.Name, request.Dataset, drift.Fields, cancel);
        return (end with { Complete = !drift.IsException }).With(drift.Note(run.Scope));
    }
}

/// <summary>A part of the source within a window: the content of a chunk.</summary>
internal sealed record ImportPart(string Part, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>Read without a window: up to where the dataset is whole by it.</summary>
    public DateTimeOffset? ReachesTo { get; init; }

    /// <summary>The pull lists everything; what stood before it and does not come is gone.</summary>
    public SnapshotStart? Snapshot { get; init; }

    [JsonIgnore]
    public Window Window => new(From, To);

    public static ImportPart Of(string json) =>
        JsonSerializer.Deserialize<ImportPart>(json, JsonSerializerOptions.Web)!;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
