namespace DealerIntegration.Worker.Dashboard.Access;

/// <summary>
/// Slows guessing down. After a few wrong passwords for one user from one address, attempts of that pair are let
/// through one after the other with a growing pause. Nobody is locked out: other addresses are not touched, and the
/// pause ends by itself.
/// </summary>
/// <remarks>
/// The address is the one of the connection; headers that claim another are ignored. Behind a proxy all users share an
/// address, and the pause then follows the user's name alone.
/// </remarks>
internal sealed class SignInThrottle(TimeProvider clock)
{
    private const int FreeAttempts = 3;

    private const int LargestTable = 10_000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    /// <summary>An attempt that would have to queue longer than this is turned away at once.</summary>
    public static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(24);

    /// <summary>Failures older than this are forgotten.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The pause before the next attempt after so many wrong passwords in a row.</summary>
    public static TimeSpan PauseAfter(int failures) => failures < FreeAttempts
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 1L << Math.Min(failures - FreeAttempts, 10)));

    /// <summary>How long this attempt has to wait before its password is looked at; null: come back later.</summary>
    public TimeSpan? Enter(string user, string address)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (!_entries.TryGetValue(Key(user, address), out var entry) || entry.Failures < FreeAttempts
                || now - entry.LastFailure > Memory)
            {
                return TimeSpan.Zero;
            }

            var turn = (entry.NextTurn > now ? entry.NextTurn : now) + PauseAfter(entry.Failures);
            if (turn - now > LongestQueue)
            {
                return null;
            }

            entry.NextTurn = turn;
            return turn - now;
        }
    }

    public void Failed(string user, string address)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            Forget(now);
            if (!_entries.TryGetValue(Key(user, address), out var entry))
            {
                _entries.Add(Key(user, address), entry = new Entry());
            }

            entry.Failures = now - entry.LastFailure > Memory ? 1 : Math.Min(entry.Failures + 1, 100);
            entry.LastFailure = now;
        }
    }

    public void Succeeded(string user, string address)
    {
        lock (_gate)
        {
            _entries.Remove(Key(user, address));
        }
    }

    // A flood of invented names must not fill the memory: old pairs go, then the oldest tenth.
    private void Forget(DateTimeOffset now)
    {
        if (_entries.Count < LargestTable)
        {
            return;
        }

        foreach (var (key, _) in _entries
            .OrderBy(e => e.Value.LastFailure)
            .TakeWhile((e, i) => i < LargestTable / 10 || now - e.Value.LastFailure > Memory)
            .ToList())
        {
            _entries.Remove(key);
        }
    }

    private static string Key(string user, string address) => $"{user}\n{address}";

    private sealed class Entry
    {
        public int Failures { get; set; }

        public DateTimeOffset LastFailure { get; set; }

        public DateTimeOffset NextTurn { get; set; }
    }
}
