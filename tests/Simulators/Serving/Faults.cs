namespace DealerIntegration.Simulators.Serving;

/// <summary>Faults on switches (故障开关): how many of the next calls go wrong, and how.</summary>
internal sealed class Faults
{
    private readonly IReadOnlyList<FaultKind> common;
    private readonly List<FaultKind> kinds;
    private readonly Dictionary<string, Switch> switches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Of a partner that is called over HTTP, with some of its own.</summary>
    public Faults(params IReadOnlyList<FaultKind> own)
        : this(FaultList.Common, own)
    {
    }

    /// <param name="common">Befall a call before the partner looks at it; the first that is set does.</param>
    public Faults(IReadOnlyList<FaultKind> common, IReadOnlyList<FaultKind> own)
    {
        this.common = common;
        kinds = [.. common, .. own];
    }

    public IReadOnlyList<FaultKind> Kinds => kinds;

    /// <summary>How many calls each switch will still make go wrong.</summary>
    public IReadOnlyDictionary<string, int> Left
    {
        get
        {
            lock (gate)
            {
                return switches.ToDictionary(one => one.Key, one => one.Value.Left, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>How many calls each fault has befallen.</summary>
    public IReadOnlyDictionary<string, int> Taken
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<string, int>(taken, StringComparer.Ordinal);
            }
        }
    }

    public string Names => string.Join(", ", kinds.Select(kind => kind.Name));

    /// <summary>Called each time the partner keeps silent: whoever owns the clock may let the time pass.</summary>
    public Action? OnSilence { get; set; }

    /// <summary>Returns the names that are no fault; the others are set.</summary>
    public List<string> Set(IReadOnlyDictionary<string, int> wanted)
    {
        var unknown = wanted.Keys.Where(name => Find(name) is null).ToList();
        foreach (var (name, count) in wanted.Where(one => Find(one.Key) is not null))
        {
            Next(name, count);
        }

        return unknown;
    }

    /// <summary>The next calls of a kind go wrong, after some that do not.</summary>
    /// <param name="on">Which calls; null: those that the fault befalls unless said otherwise.</param>
    /// <param name="after">How many of these calls are spared first.</param>
    /// <exception cref="ArgumentException">There is no such fault here.</exception>
    public void Next(string name, int count = 1, CallKind? on = null, int after = 0)
    {
        var kind = Find(name) ?? throw new ArgumentException($"No such fault: {name}. Known: {Names}.", nameof(name));
        lock (gate)
        {
            switches[name] = new Switch(on ?? kind.Only) { Left = count, Spared = after };
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            switches.Clear();
        }
    }

    /// <summary>True if this call is one of those that must go wrong so; counts it.</summary>
    public bool Take(string name, CallKind call)
    {
        lock (gate)
        {
            if (!switches.TryGetValue(name, out var set) || set.Left == 0 || (set.On ?? call) != call)
            {
                return false;
            }

            if (set.Spared > 0)
            {
                set.Spared--;
                return false;
            }

            set.Left--;
            taken[name] = taken.GetValueOrDefault(name) + 1;
            return true;
        }
    }

    /// <summary>The fault that befalls this call before the partner looks at it; null: none.</summary>
    public string? TakeCommon(CallKind call) =>
        common.FirstOrDefault(kind => Take(kind.Name, call))?.Name;

    private FaultKind? Find(string name) => kinds.Find(kind => kind.Name == name);

    private sealed class Switch(CallKind? on)
    {
        public CallKind? On => on;

        public int Left { get; set; }

        public int Spared { get; set; }
    }
}
