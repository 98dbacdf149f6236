using System.Text.Json;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>How progress is told: for people as lines, for programs as one JSON object a line.</summary>
internal enum ProgressStyle
{
    Text,
    Json,
}

/// <summary>Watches a run and its steps until they have ended.</summary>
internal sealed class RunWatcher(RunStore runs, ProgressStyle style)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<long, string> _told = [];

    /// <summary>Waits for the end and returns the run with its steps.</summary>
    public async Task<IReadOnlyList<Run>> WaitAsync(long id, CancellationToken cancel)
    {
        while (true)
        {
            var family = await runs.FamilyAsync(id, cancel);
            foreach (var run in family)
            {
                await TellAsync(run, cancel);
            }

            if (family.Single(r => r.Id == id).HasEnded)
            {
                return family;
            }

            await Task.Delay(Pause, cancel);
        }
    }

    private async Task TellAsync(Run run, CancellationToken cancel)
    {
        if (run.Status == RunStatus.Queued || _told.GetValueOrDefault(run.Id) is "ended")
        {
            return;
        }

        var (done, total, rowsIn, rejected) = await runs.ProgressAsync(run.Id, cancel);
        var line = style == ProgressStyle.Json
            ? JsonSerializer.Serialize(
                new ProgressLine(
                    run.Id, run.Pipeline, run.Scope, run.Status, done, total, Seconds(run), rowsIn, rejected, run.Error ?? run.Note),
                JsonSerializerOptions.Web)
            : $"{run.Id,6}  {run.Pipeline,-18} {run.Scope,-16} {run.Status,-10} {done}/{total} chunks  {rowsIn} rows"
                + (rejected > 0 ? $", {rejected} rejected" : "")
                + (run.Error is { } error ? $"\n        {error}" : run.Note is { } note ? $"\n        {note}" : "");

        // A person is told every tenth of the way, a program everything.
        var state = run.HasEnded ? "ended"
            : style == ProgressStyle.Json ? $"{run.Status} {done} {rowsIn}"
            : $"{run.Status} {done * 10L / Math.Max(total, 1)}";
        if (_told.GetValueOrDefault(run.Id) != state)
        {
            _told[run.Id] = state;
            Console.WriteLine(line);
        }
    }

    public static double Seconds(Run run) =>
        run is { StartedAt: { } start, EndedAt: { } end } ? Math.Round((end - start).TotalSeconds, 3) : 0;

    private sealed record ProgressLine(
        long Run, string Pipeline, string Scope, string Status, int Done, int Chunks, double Seconds, long RowsIn,
        long Rejected, string? Note);
}
