using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace DealerIntegration.Connectors.Http;

/// <summary>Retry, breaker and time limit of a partner. Reads and writes share the breaker, not the retry.</summary>
internal static class Pipelines
{
    // Opens after ten calls of which nine in ten failed: retries of one slow page alone must not shut a partner out.
    private const int BreakerCalls = 10;
    private const double BreakerRatio = 0.9;

    public static (ResiliencePipeline<Answer> Reads, ResiliencePipeline<Answer> Writes) Build(
        Limits limits, TimeProvider time)
    {
        var once = new ResiliencePipelineBuilder<Answer> { TimeProvider = time }
            .AddPace(limits.PerMinute, time)
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Answer>
            {
                MinimumThroughput = BreakerCalls,
                FailureRatio = BreakerRatio,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = Failed,
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(limits.TimeoutSeconds) })
            .Build();
        if (limits.Retries == 0)
        {
            return (once, once);
        }

        var reads = new ResiliencePipelineBuilder<Answer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Answer>
            {
                MaxRetryAttempts = limits.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(limits.BackoffMilliseconds),
                MaxDelay = TimeSpan.FromSeconds(Math.Max(1, limits.LongestWaitSeconds)),
                ShouldHandle = args => ValueTask.FromResult(MayRetry(args.Outcome, limits)),
                DelayGenerator = args => ValueTask.FromResult(AskedFor(args.Outcome)),
            })
            .AddPipeline(once)
            .Build();
        return (reads, once);
    }

    private static ValueTask<bool> Failed(CircuitBreakerPredicateArguments<Answer> args) =>
        ValueTask.FromResult(IsTransient(args.Outcome));

    private static bool MayRetry(Outcome<Answer> outcome, Limits limits) =>
        (IsTransient(outcome) || outcome.Exception is BrokenCircuitException)
        && (AskedFor(outcome) ?? TimeSpan.Zero) <= TimeSpan.FromSeconds(limits.LongestWaitSeconds);

    private static bool IsTransient(Outcome<Answer> outcome) =>
        outcome.Exception is TimeoutRejectedException or ConnectorException { Failure: ConnectorFailure.Transient };

    private static TimeSpan? AskedFor(Outcome<Answer> outcome) => outcome.Exception switch
    {
        ConnectorException e => e.RetryAfter,
        BrokenCircuitException e => e.RetryAfter,
        _ => null,
    };
}
