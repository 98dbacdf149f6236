using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>Trace events with their codes and dealers numbered, and the life of each code.</summary>
internal sealed class BookEntries : ILives
{
    private static readonly IReadOnlyList<LifeEvent> Nothing = [];

    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _dealerNumbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<string?> _dealers = [null];
    private readonly List<List<LifeEvent>?> _lives = [];
    private readonly List<int> _firstPackInto = [];

    public BookEntries(IEnumerable<TraceEvent> events)
    {
        Events = Effective(events);
        for (var i = 0; i < Events.Length; i++)
        {
            Add(Events[i], i);
        }
    }

    /// <summary>The events that count, in the order in which they happened; an event's place is its key.</summary>
    public TraceEvent[] Events { get; }

    public IReadOnlyList<string> Codes => _names;

    public IReadOnlyList<LifeEvent> Of(int code) => _lives[code] ?? Nothing;

    public int? NumberOf(string code) => _codes.TryGetValue(code, out var number) ? number : null;

    public string? DealerOf(int number) => _dealers[number];

    public bool IsFilledBefore(int unit, long key) => _firstPackInto[unit] < key;

    // What is declared an error does not count, whichever came first; the same event from two sources is one.
    private static TraceEvent[] Effective(IEnumerable<TraceEvent> events)
    {
        var all = events as IReadOnlyCollection<TraceEvent> ?? [.. events];
        var wrong = all.Where(e => e.DeclaresError).Select(e => e.EventId).ToHashSet(StringComparer.Ordinal);
        var counted = all.Where(e => !wrong.Contains(e.EventId)).ToArray();
        Array.Sort(counted, Compare);
        var kept = 0;
        var seen = new HashSet<string>(counted.Length, StringComparer.Ordinal);
        foreach (var e in counted)
        {
            if (seen.Add(e.EventId))
            {
                counted[kept++] = e;
            }
        }

        return counted[..kept];
    }

    private static int Compare(TraceEvent a, TraceEvent b)
    {
        var byTime = LifeEvent.KeyOf(Microseconds(a), a.Step).CompareTo(LifeEvent.KeyOf(Microseconds(b), b.Step));
        var byId = byTime != 0 ? byTime : string.CompareOrdinal(a.EventId, b.EventId);
        return byId != 0 ? byId : string.CompareOrdinal(Tie(a), Tie(b));

        // Two contents under one id are a fault of their source; which counts must not depend on the order of arrival.
        static string Tie(TraceEvent e) =>
            string.Join('\n', e.ParentCode, e.FromDealer, e.ToDealer, e.Document, e.ProductCode, e.AreaCode, e.Origin)
            + string.Join('\n', e.Codes);
    }

    private static long Microseconds(TraceEvent e) => e.HappenedAt.UtcTicks / TimeSpan.TicksPerMicrosecond;

    private void Add(TraceEvent e, int place)
    {
        var unit = e.ParentCode is { } parent ? Number(parent) : LifeEvent.None;
        var (from, to, at) = (Dealer(e.FromDealer), Dealer(e.ToDealer), Microseconds(e));
        foreach (var code in e.Codes)
        {
            Append(Number(code), new LifeEvent(place, at, e.Step, false, unit, from, to, place));
        }

        if (unit == LifeEvent.None)
        {
            return;
        }

        if (e.Step == TraceStep.Pack)
        {
            _firstPackInto[unit] = Math.Min(_firstPackInto[unit], place);
        }
        else if (e.Step == TraceStep.Unpack && e.Codes.Count == 0)
        {
            Append(unit, new LifeEvent(place, at, e.Step, true, unit, from, to, place));
        }
    }

    // A code named twice by one event is named once.
    private void Append(int code, LifeEvent e)
    {
        var life = _lives[code] ??= new List<LifeEvent>(2);
        if (life.Count == 0 || life[^1].Event != e.Event)
        {
            life.Add(e);
        }
    }

    private int Number(string code)
    {
        if (!_codes.TryGetValue(code, out var number))
        {
            _codes.Add(code, number = _names.Count);
            _names.Add(code);
            _lives.Add(null);
            _firstPackInto.Add(int.MaxValue);
        }

        return number;
    }

    private int Dealer(string? code)
    {
        if (code is null)
        {
            return LifeEvent.Principal;
        }

        if (!_dealerNumbers.TryGetValue(code, out var number))
        {
            _dealerNumbers.Add(code, number = _dealers.Count);
            _dealers.Add(code);
        }

        return number;
    }
}
