using Polly;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// Spreads calls evenly over the minute (限流): each waits for its turn before its time limit begins to run.
/// </summary>
internal sealed class Pace(int perMinute, TimeProvider time) : ResilienceStrategy<Answer>
{
    private readonly TimeSpan _gap = TimeSpan.FromMinutes(1) / perMinute;
    private readonly Lock _turns = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    protected override async ValueTask<Outcome<Answer>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<Answer>>> callback, ResilienceContext context, TState state)
    {
        var wait = Turn();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, context.CancellationToken);
        }

        return await callback(context, state);
    }

    private TimeSpan Turn()
    {
        lock (_turns)
        {
            var now = time.GetUtcNow();
            var turn = _next > now ? _next : now;
            _next = turn + _gap;
            return turn - now;
        }
    }
}

/// <summary>Adds a pace where one is set.</summary>
internal static class PaceExtensions
{
    public static ResiliencePipelineBuilder<Answer> AddPace(
        this ResiliencePipelineBuilder<Answer> builder, int? perMinute, TimeProvider time) => perMinute is { } rate
            ? builder.AddStrategy(_ => new Pace(rate, time), new Options())
            : builder;

    private sealed class Options : ResilienceStrategyOptions;
}
