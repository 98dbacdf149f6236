using System.Diagnostics;

namespace DealerIntegration.Simulators.Demo;

/// <summary>The steps of the month as the hub tells of them; told from any thread, read from any.</summary>
internal sealed class StepBoard
{
    private readonly SortedDictionary<long, (Step Step, long Since)> steps = [];
    private readonly Lock gate = new();

    /// <summary>Raised when a step has ended, once per step.</summary>
    public event Action<Step>? Ended;

    public void Tell(string line)
    {
        if (Step.Parse(line) is not { } step)
        {
            return;
        }

        bool news;
        lock (gate)
        {
            var known = steps.TryGetValue(step.Run, out var before);
            news = step.HasEnded && !(known && before.Step.HasEnded);
            steps[step.Run] = (step, known ? before.Since : Stopwatch.GetTimestamp());
        }

        if (news)
        {
            Ended?.Invoke(step);
        }
    }

    /// <summary>In the order in which the hub started them; a running step shows our own clock.</summary>
    public IReadOnlyList<Step> Steps
    {
        get
        {
            lock (gate)
            {
                return [.. steps.Values.Select(one => one.Step.HasEnded
                    ? one.Step
                    : one.Step with { Seconds = (decimal)Stopwatch.GetElapsedTime(one.Since).TotalSeconds })];
            }
        }
    }
}
