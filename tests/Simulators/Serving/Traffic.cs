namespace DealerIntegration.Simulators.Serving;

/// <summary>A call as it came in.</summary>
internal sealed record Call(CallKind Kind, string Method, string PathAndQuery)
{
    /// <summary>Keys and tokens that came along.</summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];
}

/// <summary>
/// What reached the partner (来访记录), and what reached a host that should never be called: all of it counted, and the
/// last calls kept as they came, so that a partner that runs for days does not grow.
/// </summary>
internal sealed class Traffic
{
    public const int Kept = 2000;

    private readonly Queue<Call> calls = [];
    private readonly int[] counts = new int[Enum.GetValues<CallKind>().Length];
    private readonly Lock gate = new();
    private int strayed;

    /// <summary>The last ones, in the order they came.</summary>
    public IReadOnlyCollection<Call> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>Calls to the other host that a redirect or a link names.</summary>
    public int Strayed => Volatile.Read(ref strayed);

    /// <summary>How many came since the partner stands.</summary>
    public int Count(CallKind kind)
    {
        lock (gate)
        {
            return counts[(int)kind];
        }
    }

    public void Note(Call call)
    {
        lock (gate)
        {
            counts[(int)call.Kind]++;
            calls.Enqueue(call);
            if (calls.Count > Kept)
            {
                calls.Dequeue();
            }
        }
    }

    public void NoteStray() => Interlocked.Increment(ref strayed);
}
