using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>Keeps how a file was laid out, to be compared with the dealer's next one (记录布局).</summary>
internal static class UploadLayouts
{
    public static async Task SaveAsync(
        NpgsqlTransaction transaction, Upload upload, UploadReading reading, CancellationToken cancel)
    {
        if (reading.Layout is not { } layout || reading.Verdict == UploadVerdict.Refused)
        {
            return;
        }

        await UploadLayoutStore.SeenAsync(transaction, upload.DealerCode, layout, cancel);
        await UploadStore.NoteLayoutAsync(transaction, upload.Id, reading.Drift?.English, cancel);
    }
}
