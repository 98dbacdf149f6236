using System.Collections.Concurrent;

namespace DealerIntegration.Simulators.Serving;

/// <summary>A call as it came in.</summary>
internal sealed record Call(CallKind Kind, string Method, string PathAndQuery)
{
    /// <summary>Keys and tokens that came along.</summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];
}

/// <summary>What reached the partner (来访记录), and what reached a host that should never be called.</summary>
internal sealed class Traffic
{
    private readonly ConcurrentQueue<Call> calls = [];
    private int strayed;

    public IReadOnlyCollection<Call> Calls => calls;

    /// <summary>Calls to the other host that a redirect or a link names.</summary>
    public int Strayed => Volatile.Read(ref strayed);

    public int Count(CallKind kind) => calls.Count(call => call.Kind == kind);

    public void Note(Call call) => calls.Enqueue(call);

    public void NoteStray() => Interlocked.Increment(ref strayed);
}
