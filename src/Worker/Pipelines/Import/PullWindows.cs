using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Which windows a pull asks for (取数窗口): from a little before the end of the last complete one to a little before
/// now, cut into stretches. An incomplete pull does not move that end, so that the next one covers it again.
/// </summary>
internal sealed class PullWindows(TimeProvider clock)
{
    // Clocks are told in whole seconds, and an answer takes its time on the way: so much is no wrong clock.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The window that a pull has really closed. A partner whose clock is behind ours goes on stamping records with
    /// instants that we take for past: nothing is whole beyond its own clock.
    /// </summary>
    /// <param name="answeredAt">The partner's clock when it answered; null: it does not tell.</param>
    public static Window ByThePartnersClock(Window window, WindowRule? rule, DateTimeOffset? answeredAt)
    {
        if (answeredAt is not { } now || window.To is not { } to || now >= to - Tolerance)
        {
            return window;
        }

        var end = now.AddSeconds(-(rule?.LagSeconds ?? 0));
        return window with { To = end < window.From ? window.From : end };
    }

    public async Task<IReadOnlyList<Window>> PlanAsync(
        NpgsqlTransaction transaction, ConnectorFile file, DatasetMapping dataset, ImportRequest request,
        bool takesWindows, CancellationToken cancel)
    {
        var rule = dataset.Window;
        if (!takesWindows && (rule is not null || request.IsOfWindow))
        {
            throw new ConfigurationException(
                $"{file.FilePath}, dataset '{dataset.Dataset}': its source cannot be asked for what changed within a "
                + "window. Leave 'window' out, or name the field of the last change (SAP: source.changedBy).");
        }

        if (request.IsOfWindow)
        {
            return Cut(new Window(request.From, request.To ?? End(rule)), rule);
        }

        if (rule is null || request.Everything)
        {
            return [Window.Everything];
        }

        var reach = request.Address is null
            ? await PullStore.ReachAsync(transaction, file.Name, dataset.Dataset, cancel)
            : null;
        return Cut(new Window(reach?.AddMinutes(-rule.OverlapMinutes) ?? rule.Since, End(rule)), rule);
    }

    /// <summary>
    /// Up to where a dataset with windows is whole once it was pulled without one; null: it has none.
    /// </summary>
    public DateTimeOffset? ReachOf(DatasetMapping dataset, ImportRequest request) =>
        request.Everything && dataset.Window is { } rule ? End(rule) : null;

    private DateTimeOffset End(WindowRule? rule)
    {
        var end = clock.GetUtcNow().AddSeconds(-(rule?.LagSeconds ?? 0));
        return new DateTimeOffset(end.Ticks - (end.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    private static List<Window> Cut(Window whole, WindowRule? rule)
    {
        if (whole.From is not { } from || whole.To is not { } to || rule is null)
        {
            return [whole];
        }

        var windows = new List<Window>();
        var length = TimeSpan.FromHours(rule.LongestHours);
        for (var at = from; at < to; at += length)
        {
            windows.Add(new Window(at, at + length < to ? at + length : to));
        }

        return windows.Count > 0 ? windows : [new Window(from, from)];
    }
}
