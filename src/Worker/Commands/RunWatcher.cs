using System.Text.Json;
using DealerIntegration.Domain.Values;
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

    private static readonly Rounding Millis = new(RoundingMode.HalfUp, 3);

    private readonly Dictionary<long, string> _told = [];

    /// <summary>Waits for the end and returns the run with its steps.</summary>
    public async Task<IReadOnlyList<Run>> WaitAsync(long id, CancellationToken cancel)
    {
        while (true)
        {
            var family = await runs.FamilyAsync(id, cancel);
            // Steps before the run they belong to, so that its end is the last line.
            foreach (var run in family.OrderBy(r => r.Id == id))
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

        var progress = await runs.ProgressAsync(run.Id, cancel);
        var (done, total, rowsIn, _) = progress;
        var line = style == ProgressStyle.Json
            ? JsonSerializer.Serialize(JsonLine(run, progress), JsonSerializerOptions.Web)
            : TextLine(run, progress);
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

    public static decimal Seconds(Run run) =>
        run is { StartedAt: { } start, EndedAt: { } end }
            ? Millis.Apply((end - start).Ticks / (decimal)TimeSpan.TicksPerSecond)
            : 0;

    private static string TextLine(Run run, (int Done, int Total, long RowsIn, long Rejected) progress)
    {
        var line = $"{run.Id,6}  {run.Pipeline,-18} {run.Scope,-16} {run.Status,-10} "
            + $"{progress.Done}/{progress.Total} chunks  {progress.RowsIn} rows"
            + (progress.Rejected > 0 ? $", {progress.Rejected} rejected" : "");
        return (run.Error ?? run.Note) is { } said ? $"{line}\n        {said}" : line;
    }

    private static ProgressLine JsonLine(Run run, (int Done, int Total, long RowsIn, long Rejected) progress) => new(
        run.Id, run.Pipeline, run.Scope, run.Status, progress.Done, progress.Total, Seconds(run), progress.RowsIn,
        progress.Rejected, run.Error ?? run.Note);

    private sealed record ProgressLine(
        long Run, string Pipeline, string Scope, string Status, int Done, int Chunks, decimal Seconds, long RowsIn,
        long Rejected, string? Note);
}
