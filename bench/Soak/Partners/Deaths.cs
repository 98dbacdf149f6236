namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>
/// When workers of a run die or fall asleep: counted in steps, a step being a page in hand or a document to be sent
/// (故障时刻).
/// </summary>
internal sealed class Deaths(IReadOnlyDictionary<int, Death> at)
{
    private int _step;

    /// <summary>Somebody is asleep and will wake up as a zombie.</summary>
    public TaskCompletionSource Asleep { get; private set; } = New();

    private readonly TaskCompletionSource _waking = New();

    public static Deaths None => new(new Dictionary<int, Death>());

    public static Deaths Draw(Random random, params Death[] kinds) => new(
        Enumerable.Range(0, random.Next(4) > 0 ? 0 : random.Next(1, 4))
            .Select(_ => (Step: random.Next(12), Kind: kinds[random.Next(kinds.Length)]))
            .DistinctBy(d => d.Step)
            .ToDictionary(d => d.Step, d => d.Kind));

    /// <summary>The kind of death at this step; null: the worker lives.</summary>
    public Death? Next() => at.TryGetValue(_step++, out var death) ? death : null;

    public async Task SleepAsync()
    {
        Asleep.TrySetResult();
        await _waking.Task;
    }

    /// <summary>The next to fall asleep gives a signal of its own.</summary>
    public void Noticed() => Asleep = New();

    /// <summary>Everybody who sleeps goes on where it was.</summary>
    public void WakeAll() => _waking.TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>How a worker is lost.</summary>
internal enum Death
{
    /// <summary>The process is gone before the step has done anything.</summary>
    Before,

    /// <summary>The process is gone after the step, before what came of it is stored.</summary>
    After,

    /// <summary>It hangs until others have done its work, and then goes on.</summary>
    Sleep,
}

/// <summary>The process is gone: nothing that would follow is done.</summary>
internal sealed class WorkerDiedException() : Exception("The worker died.");
