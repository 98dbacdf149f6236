using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>What taking a file would come to (试收结果).</summary>
/// <param name="TakenBefore">Name under which the same content was taken; then only a receipt would be due.</param>
/// <param name="Unchanged">Documents that stand already as the file has them.</param>
internal sealed record UploadTrialResult(
    UploadReading Reading, IReadOnlyList<UploadChange> Changes, long Unchanged, IReadOnlyList<ReplyFile> Replies,
    string Token, string? TakenBefore);

/// <summary>
/// Takes a file as the upload run would, and takes everything back (试收): the same work in a transaction that is rolled
/// back, so that what is told is what would be committed.
/// </summary>
internal sealed class UploadTrial(Database database, UploadWork work)
{
    private const string Parameters = """{"dryRun": true}""";

    public Task<UploadTrialResult> RunAsync(
        string dealer, string path, Period period, CancellationToken cancel) => database.RolledBackAsync(
        async transaction =>
        {
            var request = new RunRequest("uploads", "", period.ToString(), Environment.UserName, Parameters);
            var run = await RunStore.LockAsync(transaction, await RunStore.AddAsync(transaction, request));
            // The run that takes the file is no dry run, and a month lets it in or does not.
            await PeriodGate.EnterAsync(transaction, run with { Parameters = "{}" }, cancel);
            var dealers = await MasterStore.DealersAsync(transaction, cancel);
            if (!dealers.ContainsKey(dealer))
            {
                throw new UsageException($"No dealer has the code '{dealer}'.");
            }

            var file = await UploadToTake.ReadAsync(dealer, path, cancel);
            var number = await UploadStore.TakeAsync(transaction, file, run.Id, cancel);
            var upload = await UploadStore.LockAsync(transaction, number, cancel);
            var outcome = await work.ReadAsync(transaction, run, 1, upload, file.Name, cancel);
            await UploadWork.WriteAsync(transaction, run, chunk: 1, outcome, cancel);
            var changes = outcome.Reading.Dataset is { } dataset && Datasets.Find(dataset) is { } spec
                ? await UploadChangeStore.WrittenAsync(transaction, spec, run.Id, cancel)
                : [];
            return new UploadTrialResult(
                outcome.Reading,
                [.. changes.Select(UploadChange.Of)],
                outcome.Reading.Tally.AcceptedDocuments - changes.Count,
                outcome.Replies,
                outcome.Inputs.Token,
                upload.IsRepeatIn(run.Period) ? upload.FileName : null);
        },
        cancel);
}
