using DealerIntegration.Connectors.Epcis;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Events;

/// <summary>Writes one step of a file of events (写入事件): registers them, then their custody and scans.</summary>
internal sealed class EventWriter(NpgsqlTransaction transaction, ChunkScope chunk, Upload upload)
{
    /// <summary>Source of the versions in the canonical tables.</summary>
    public const string Source = "event-files";

    private static readonly int TraceOrigin = OriginOf(TraceDatasets.TraceEvents);

    private static readonly int ScanOrigin = OriginOf(TraceDatasets.Scans);

    public async Task<EventCounts> WriteAsync(IReadOnlyList<TakenEvent> events, EventCounts before)
    {
        var run = chunk.Run.Id;
        // Before any row is held: a run that fixes its watermark waits for whoever has this, and would be waited for.
        await AdvisoryLocks.ShareAsync(transaction, AdvisoryLocks.Watermark);
        var taken = events.Where(e => e.Outcome != EventOutcome.Rejected).ToList();
        var registered = await EventStore.RegisterAsync(transaction, run, upload.Id, taken, chunk.Cancel);
        var first = registered.ToDictionary(r => (r.EventId, r.DeclaresError), r => r.Place);
        MappedDocument[] traces =
            [.. taken.Where(e => e.Trace is not null).Select(e => At(e.Trace!, TraceOrigin, PlaceOf(e)))];
        MappedDocument[] scans = [.. taken.SelectMany(e => e.Scans.Select(s => At(s, ScanOrigin, PlaceOf(e))))];
        await CanonicalStore.UpsertAsync(transaction, TraceDatasets.TraceEvents, Source, run, traces, chunk.Cancel);
        await CanonicalStore.UpsertAsync(transaction, TraceDatasets.Scans, Source, run, scans, chunk.Cancel);
        var ended = await EventStore.EndAsync(
            transaction, [.. registered.Where(r => !r.IsNew)], [.. scans.Select(s => s.Key)], chunk.Cancel);
        await RejectedRowStore.AddAsync(
            transaction, run, chunk.Chunk.No, [.. events.SelectMany(e => e.Rejected)], chunk.Cancel);
        var suspected = await EventStore.SuspectAsync(
            transaction, run, [.. registered.Where(r => r.IsNew)], chunk.Cancel);
        return before.Add(events, registered, suspected, ended);

        string PlaceOf(TakenEvent e) => first[(e.EventId!, e.DeclaresError)];
    }

    // An event that another file held before is the same event: it keeps the place where it was read first.
    private static MappedDocument At(MappedDocument document, int origin, string place)
    {
        var values = (object?[])document.Values.Clone();
        values[origin] = place;
        return document with { Values = values };
    }

    private static int OriginOf(DatasetSpec spec) =>
        spec.Fields.Select((field, index) => (field.Name, index)).Single(f => f.Name == "origin").index;
}
