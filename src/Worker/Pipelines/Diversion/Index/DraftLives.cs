using System.Runtime.InteropServices;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// The lives of units, and of items to which something happened alone, while an index is made. Units have their number,
/// other codes follow behind; any group can be looked at as the code <see cref="Probe"/>.
/// </summary>
internal sealed class DraftLives : ILives
{
    /// <summary>A code of which nothing is known but that it belongs to the group that was put here.</summary>
    public const int Probe = int.MaxValue;

    private const int MostDepth = 8;

    private static readonly int[] NoGroups = [];
    private static readonly IReadOnlyList<LifeEvent> Nothing = [];

    private readonly IndexDraft _draft;
    private readonly int[] _onlyGroup;
    private readonly Dictionary<int, (int[] Groups, int OwnStart, int OwnEnd)> _busy = [];
    private readonly Dictionary<int, IReadOnlyList<LifeEvent>> _made = [];
    private readonly List<(ulong Hash, int Node, int Entry)> _others = [];
    private IReadOnlyList<LifeEvent> _probe = Nothing;

    public DraftLives(IndexDraft draft)
    {
        _draft = draft;
        _onlyGroup = new int[draft.Units.Count];
    }

    /// <summary>Codes with more than one group, or with events of their own: hash, number and entry.</summary>
    public IReadOnlyList<(ulong Hash, int Node, int Entry)> Busy => _others;

    /// <summary>The one group of a unit to which nothing else happened; 0: none, or it is busy.</summary>
    public int OnlyGroupOf(int unit) => _onlyGroup[unit];

    public bool IsBusy(int node) => _busy.ContainsKey(node);

    public void SetOnlyGroup(int unit, int group) => _onlyGroup[unit] = group;

    public void AddBusy(ulong hash, int? unit, int entry, ReadOnlySpan<int> groups, int ownStart, int ownEnd)
    {
        var node = unit ?? _draft.Units.Count + _others.Count;
        _others.Add((hash, node, entry));
        _busy.Add(node, (groups.ToArray(), ownStart, ownEnd));
    }

    public (int[] Groups, int OwnStart, int OwnEnd) PartsOf(int node) =>
        _busy.TryGetValue(node, out var parts) ? parts : (NoGroups, 0, 0);

    public void Put(int group) => _probe = EventsOf([group], 0, 0);

    public bool IsFilledBefore(int unit, long key) =>
        _draft.UnitFilledAt[unit] is < long.MaxValue and var at && LifeEvent.KeyOf(at, TraceStep.Pack) < key;

    public IReadOnlyList<LifeEvent> Of(int code)
    {
        if (code == Probe)
        {
            return _probe;
        }

        if (_made.TryGetValue(code, out var made))
        {
            return made;
        }

        if (_busy.TryGetValue(code, out var parts))
        {
            _made.Add(code, made = EventsOf(parts.Groups, parts.OwnStart, parts.OwnEnd));
            return made;
        }

        return _onlyGroup[code] > 0 ? EventsOf([_onlyGroup[code]], 0, 0) : Nothing;
    }

    /// <summary>
    /// Whether two packings at one instant name different units: only their ids tell which came last.
    /// </summary>
    public bool IsUnclear(int code)
    {
        var events = Of(code);
        for (var i = 1; i < events.Count; i++)
        {
            if (events[i].Step == TraceStep.Pack && events[i - 1].Step == TraceStep.Pack
                && events[i].Key == events[i - 1].Key && events[i].Unit != events[i - 1].Unit)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Units that only lie in each other: the way up from one of them comes back to it.</summary>
    public IEnumerable<int> UnitsInThemselves()
    {
        for (var unit = 0; unit < _onlyGroup.Length; unit++)
        {
            var current = unit;
            for (var depth = 0; depth < MostDepth && current != LifeEvent.None && !IsBusy(current); depth++)
            {
                current = _draft.Groups[_onlyGroup[current]].Unit;
                if (current == unit)
                {
                    yield return unit;
                    break;
                }
            }
        }
    }

    private List<LifeEvent> EventsOf(ReadOnlySpan<int> groups, int ownStart, int ownEnd)
    {
        var events = new List<LifeEvent>(groups.Length + ownEnd - ownStart);
        foreach (var number in groups)
        {
            var group = _draft.Groups[number];
            if (group.Unit != LifeEvent.None)
            {
                events.Add(group.Pack(number));
            }

            if (group.ShippedTo != LifeEvent.Principal)
            {
                events.Add(group.Ship(number));
            }
        }

        foreach (var own in CollectionsMarshal.AsSpan(_draft.Own)[ownStart..ownEnd])
        {
            events.Add(own.ToLife());
        }

        events.Sort(static (a, b) => (a.Key, a.Event).CompareTo((b.Key, b.Event)));
        return events;
    }
}
