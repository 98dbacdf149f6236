namespace DealerIntegration.Simulators.Serving;

/// <summary>
/// A clock for tests that nobody has to wait for (跳跃时钟). A pause is over at once and the clock has then moved by its
/// length. A time limit does not end by itself, because real work runs under it: it ends when pauses or
/// <see cref="Pass"/> have moved the clock that far.
/// </summary>
internal sealed class LeapingTime(DateTimeOffset start) : TimeProvider
{
    private readonly List<Alarm> alarms = [];
    private readonly Lock gate = new();
    private DateTimeOffset now = start;

    /// <summary>Somebody paused or let time pass: whoever works at the same time may go on now.</summary>
    public event Action? Moved;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Lets time pass; what has fallen due rings.</summary>
    public void Pass(TimeSpan time) => MoveTo(GetUtcNow() + time);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The framework's time limits are cancellation sources; everything else that sets a timer is a pause.
        var alarm = new Alarm(this, () => callback(state), isLimit: state is CancellationTokenSource);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private void MoveTo(DateTimeOffset to)
    {
        List<Alarm> due;
        lock (gate)
        {
            now = to > now ? to : now;
            due = alarms.FindAll(alarm => alarm.At <= now);
            alarms.RemoveAll(due.Contains);
        }

        Moved?.Invoke();
        due.ForEach(alarm => alarm.Ring());
    }

    private void Set(Alarm alarm, TimeSpan dueTime)
    {
        lock (gate)
        {
            alarms.Remove(alarm);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            alarm.At = now + dueTime;
            alarms.Add(alarm);
        }

        if (!alarm.IsLimit)
        {
            ThreadPool.QueueUserWorkItem(_ => MoveTo(alarm.At));
        }
    }

    private sealed class Alarm(LeapingTime clock, Action ring, bool isLimit) : ITimer
    {
        public DateTimeOffset At { get; set; }

        public bool IsLimit => isLimit;

        public void Ring() => ring();

        /// <summary>Nothing here needs a timer that rings again and again.</summary>
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
            {
                throw new NotSupportedException("This clock rings once.");
            }

            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
