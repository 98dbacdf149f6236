using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads.Checks;

/// <summary>What a file is checked for against everything the hub knows, once its cells were read (入库前校验).</summary>
internal sealed class FileChecks(EarlierFiles earlier)
{
    public async Task<UploadReading> ApplyAsync(
        NpgsqlTransaction transaction, Run run, int chunk, Upload upload, UploadReading reading, string source,
        CancellationToken cancel)
    {
        // Against what was known before the run: which of its files is read first must not decide.
        var watermark = run.Watermark ?? CanonicalTable.Current - 1;
        var checkedReading = await StockCheck.ApplyAsync(transaction, reading, watermark, cancel);
        var (told, sameAs) = await earlier.ApplyAsync(transaction, checkedReading, upload, source, cancel);
        await UploadFactsStore.NoteAsync(
            transaction, upload.Id, chunk, told.Warnings, sameAs, cancel);
        return told;
    }
}
