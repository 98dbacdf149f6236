using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>
/// Finds the files that corrected rows belong to (更正原件), each as it now stands: with the corrections that came before.
/// </summary>
/// <param name="read">Reads a file of the dealer as it is read now.</param>
/// <param name="limits">How large a file may be.</param>
internal sealed class Originals(
    NpgsqlTransaction transaction, Func<OpenedFile, UploadReading> read, GateLimits limits, CancellationToken cancel)
{
    private readonly List<string> hashes = [];

    /// <summary>All files whose content went into the last answer.</summary>
    public IReadOnlyList<string> Hashes => hashes;

    /// <summary>The number of the file that the rows of the last correction belong to.</summary>
    public long? Corrected { get; private set; }

    /// <summary>Merges a file's corrections and reads the whole.</summary>
    public async Task<UploadReading> ReadAsync(Correction correction, Upload sent)
    {
        var (original, number, open) = await FindAsync(correction, sent);
        Corrected = correction.IsAlone ? number : null;
        var corrected = correction.Merge(original, open);
        return corrected.Finish(read(corrected.File));
    }

    // Which rows are open was written down when they were sent back: no file is read for it again.
    private async Task<Found> FindAsync(Correction correction, Upload sent)
    {
        var none = new HashSet<(string, int)>();
        if (correction.Original is not { } hash)
        {
            return new Found(new OriginalFile(null), null, none);
        }

        var found = await CorrectionStore.ByHashAsync(transaction, hash, cancel);
        if (found.FirstOrDefault(f => f.DealerCode == sent.DealerCode) is not { } own)
        {
            return new Found(new OriginalFile(null, IsOthers: found.Count > 0), null, none);
        }

        hashes.Add(own.Sha256);
        var asSent = await OpenAsync(own);
        var file = asSent;
        var open = await CorrectionStore.OpenRowsAsync(transaction, own.Id, cancel);
        foreach (var earlier in await CorrectionStore.OfAsync(transaction, own.Id, sent.Id, cancel))
        {
            hashes.Add(earlier.Sha256);
            if (Correction.In(Open(earlier)) is { } before)
            {
                file = before.Merge(new OriginalFile(file, asSent), open).File;
                open = await CorrectionStore.OpenRowsAsync(transaction, earlier.Id, cancel);
            }
        }

        return new Found(new OriginalFile(file, asSent), own.Id, open);
    }

    // A marked workbook that came back may itself have been corrected in two places.
    private async Task<OpenedFile> OpenAsync(Upload upload)
    {
        var file = Open(upload);
        return Correction.In(file) is { IsAlone: false } correction
            && await FindAsync(correction, upload) is var (original, _, open)
            ? correction.Merge(original, open).File
            : file;
    }

    private OpenedFile Open(Upload upload) =>
        OpenedFile.Open(upload.Body, upload.FileName, OldWorkbooks.Process(), limits);

    private sealed record Found(OriginalFile File, long? Number, IReadOnlySet<(string Sheet, int Row)> Open);
}
