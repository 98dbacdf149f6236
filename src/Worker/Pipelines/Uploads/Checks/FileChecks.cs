using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads.Checks;

/// <summary>
/// What a file is checked for against everything the hub knows (入库前校验): one that a person wrote once its cells were
/// read, a longer one while they are read. Both come to the same.
/// </summary>
internal sealed class FileChecks(EarlierFiles earlier, HubPaths paths)
{
    /// <summary>Checks a file whose documents are at hand; nothing is written yet.</summary>
    public async Task<UploadReading> ApplyAsync(FileAtWork file, UploadReading reading, CancellationToken cancel)
    {
        var stock = new StockCheck(file);
        using var scans = new ScanCheck(file, paths);
        if (reading is { Definition: { } kind, Documents.Count: > 0 })
        {
            await stock.AddAsync(kind, reading.Documents, cancel);
        }

        IReadOnlyList<RowFinding> findings =
        [
            .. (await stock.FindAsync(reading).ToListAsync(cancel)).SelectMany(found => found),
            .. await scans.FindAsync(reading.Definition, reading.Documents, cancel),
        ];
        var found = reading.With(findings);
        if (found.Definition is not { } definition || found.Documents.Count == 0)
        {
            return await NoteAsync(file, found, null, cancel);
        }

        var before = new EarlierTally(file.Transaction, Datasets.Find(definition.Dataset)!, file.Source);
        await before.AddAsync(found.Documents, cancel);
        return await TellAsync(file, found, before, cancel);
    }

    /// <summary>Checks and writes a file while it is read.</summary>
    /// <param name="file">What is worked on.</param>
    /// <param name="read">Reads it; a second time where a row turns out wrong only when all are known.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<UploadReading> ReadAsync(
        FileAtWork file, Func<IDocumentSink, Task<UploadReading>> read, CancellationToken cancel)
    {
        using var sink = new CheckedSink(file, paths);
        var reading = await read(sink);
        if (await sink.FinishAsync(reading, cancel) is { Count: > 0 } refused)
        {
            await sink.ForgetAsync(cancel);
            sink.LeaveOut(refused);
            reading = await read(sink);
            await sink.FinishAsync(reading, cancel);
        }

        var found = sink.Apply(reading);
        if (found.Verdict == UploadVerdict.Refused)
        {
            await sink.ForgetAsync(cancel);
            return await NoteAsync(file, found, null, cancel);
        }

        return await TellAsync(file, found, sink.Before!, cancel);
    }

    private async Task<UploadReading> TellAsync(
        FileAtWork file, UploadReading reading, EarlierTally before, CancellationToken cancel)
    {
        var (told, sameAs) = await earlier.ApplyAsync(file.Transaction, reading, file.Upload, before, cancel);
        return await NoteAsync(file, told, sameAs, cancel);
    }

    private static async Task<UploadReading> NoteAsync(
        FileAtWork file, UploadReading reading, long? sameAs, CancellationToken cancel)
    {
        await UploadFactsStore.NoteAsync(
            file.Transaction, file.Upload.Id, file.Chunk, reading.Warnings, sameAs, cancel);
        return reading;
    }
}

/// <summary>A file, and the run that works on it.</summary>
/// <param name="Chunk">The part of the run.</param>
/// <param name="Source">Of the versions in the canonical tables.</param>
/// <param name="Watermark">
/// What was known then counts: which file of a run is read first must not decide.
/// </param>
internal sealed record FileAtWork(
    NpgsqlTransaction Transaction, long Run, int Chunk, Upload Upload, string Source, long Watermark);
