using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>
/// Tells from trace events who answered for the goods under a code at any instant (货权簿). Pure; the order in which
/// events arrive and how often is irrelevant, and an event that was declared wrong leaves no trace.
/// </summary>
/// <remarks>
/// The latest movement up to the instant counts: of the code itself, or of a unit that held it when the unit moved.
/// Codes of events and questions are in normal form (<see cref="TraceCode.Normalise"/>).
/// </remarks>
public sealed class CustodyBook
{
    private readonly BookEntries _entries;
    private readonly Dictionary<int, List<Movement>> _movements = [];

    private CustodyBook(BookEntries entries) => _entries = entries;

    /// <summary>A book of all events that may concern the codes that will be asked for.</summary>
    public static CustodyBook Of(IEnumerable<TraceEvent> events) => new(new BookEntries(events));

    /// <summary>
    /// Custody of a code at an instant; <see cref="CustodyState.Unknown"/> when no event mentions it.
    /// </summary>
    public Custody At(string code, DateTimeOffset instant)
    {
        if (_entries.NumberOf(code) is not { } number)
        {
            return Custody.None(code);
        }

        var movements = MovementsOf(number);
        var track = CustodyTrack.Start;
        var (brought, passed) = (-1, 0);
        string? soldTo = null;
        for (; passed < movements.Count && EventOf(movements[passed]).HappenedAt <= instant; passed++)
        {
            track.Apply(movements[passed].What);
            if (track.Moved)
            {
                (brought, soldTo) = (passed, null);
            }
            else if (EventOf(movements[passed]) is { Step: TraceStep.Sell } sale)
            {
                soldTo = sale.AreaCode ?? soldTo;
            }
        }

        var move = brought < 0 ? null : movements[brought];
        var shipped = movements.Find(m => m.What.Step is TraceStep.Ship or TraceStep.Transfer
            && m.What.To != LifeEvent.Principal);
        return new Custody(
            code,
            track.State,
            _entries.DealerOf(track.Holder),
            ProductOf(number, instant),
            UnitOf(move, number, instant),
            move is null ? null : EventOf(move).Document,
            move is null ? null : EventOf(move).HappenedAt,
            shipped is null ? null : EventOf(shipped).HappenedAt,
            move is null ? null : GapText(track, movements, brought),
            EventIds(number, movements, passed, instant))
        {
            PackedIn = (shipped ?? movements.FirstOrDefault()) is { } left
                ? InnermostUnit(number, left.What.Key)
                : null,
            IsReceived = track.IsReceived,
            Step = move?.What.Step,
            From = move is null ? null : _entries.DealerOf(track.Giver),
            SoldTo = soldTo,
            Next = NextOf(track, movements, passed),
        };
    }

    /// <summary>Everything the events tell about a code, oldest first (一物一生).</summary>
    public CodeLife LifeOf(string code) => _entries.NumberOf(code) is not { } number
        ? new CodeLife(code, [], [])
        : new CodeLife(
            code,
            [
                .. LifeLine.WholeOf(_entries, number).Select(m => new CodeLifeEntry(
                    EventOf(m), m.Depth == 0 ? null : _entries.Codes[m.Moved])),
            ],
            ProblemsOf(code));

    /// <summary>What does not fit in the events of one code; empty when all does.</summary>
    public IReadOnlyList<CustodyProblem> ProblemsOf(string code) =>
        _entries.NumberOf(code) is { } number
            ? [.. FaultSearch.Of(_entries, number).Select(fault => ProblemText.Of(_entries, number, fault))]
            : [];

    /// <summary>What does not fit in the events of all codes, in the order of the codes.</summary>
    public IReadOnlyList<CustodyProblem> Problems() =>
        [.. _entries.Codes.Order(StringComparer.Ordinal).SelectMany(ProblemsOf)];

    private List<Movement> MovementsOf(int code)
    {
        if (!_movements.TryGetValue(code, out var movements))
        {
            _movements.Add(code, movements = LifeLine.Of(_entries, code));
        }

        return movements;
    }

    private TraceEvent EventOf(Movement movement) => _entries.Events[movement.What.Event];

    // The unit that moved; before any movement the one the code lies in.
    private string? UnitOf(Movement? move, int code, DateTimeOffset instant) =>
        move is null ? InnermostUnit(code, PlaceOf(instant))
        : move.Depth == 0 ? null
        : _entries.Codes[move.Moved];

    private string? InnermostUnit(int code, long key)
    {
        var around = LifeLine.Around(_entries, code, key);
        return around.Count == 0 ? null : _entries.Codes[around[0].Unit];
    }

    // That of the closest event that names a product: of the code itself, then of the units around it.
    private string? ProductOf(int code, DateTimeOffset instant)
    {
        if (Named(code) is { } own)
        {
            return own;
        }

        foreach (var stay in Stay.Of(_entries, code).OrderByDescending(s => s.Start <= PlaceOf(instant)))
        {
            var products = LifeLine.Around(_entries, code, stay.Start).Select(s => Named(s.Unit));
            if (products.FirstOrDefault(p => p is not null) is { } product)
            {
                return product;
            }
        }

        return null;

        string? Named(int which) => _entries.Of(which)
            .Where(e => !e.OfContents)
            .Select(e => _entries.Events[e.Event].ProductCode)
            .LastOrDefault(p => p is not null);
    }

    private List<string> EventIds(int code, List<Movement> movements, int passed, DateTimeOffset instant)
    {
        var ids = new List<string>(passed + 2);
        var packs = passed > 0 ? movements[passed - 1].Packs : null;
        if (packs is not null)
        {
            for (; packs is not null; packs = packs.Inner)
            {
                ids.Insert(0, _entries.Events[packs.PackEvent].EventId);
            }
        }
        else if (passed == 0)
        {
            ids.AddRange(LifeLine.Around(_entries, code, PlaceOf(instant))
                .Select(s => _entries.Events[s.PackEvent].EventId));
        }

        ids.AddRange(movements.Take(passed).Select(m => EventOf(m).EventId));
        return ids;
    }

    private CustodyChange? NextOf(CustodyTrack track, List<Movement> movements, int passed)
    {
        for (; passed < movements.Count; passed++)
        {
            track.Apply(movements[passed].What);
            if (track.Moved)
            {
                var e = EventOf(movements[passed]);
                return new CustodyChange(e.Step, _entries.DealerOf(track.Holder), e.Document, e.HappenedAt);
            }
        }

        return null;
    }

    private Told? GapText(CustodyTrack track, List<Movement> movements, int brought)
    {
        if (track.Gap == Gap.None)
        {
            return null;
        }

        var before = CustodyTrack.Start;
        for (var i = 0; i < brought; i++)
        {
            before.Apply(movements[i].What);
        }

        var e = EventOf(movements[brought]);
        var had = before.State == CustodyState.AtPrincipal
            ? new Told("they were still at the principal", "货物仍在厂家")
            : new Told($"dealer {_entries.DealerOf(before.Holder)} had them",
                $"货物在经销商 {_entries.DealerOf(before.Holder)} 手中");
        var (when, by) = ($"{e.HappenedAt.ToUniversalTime():yyyy-MM-dd HH:mm} UTC", e.Document ?? e.EventId);
        return track.Gap == Gap.ArrivedUnsent
            ? new Told(
                $"Dealer {e.ToDealer} received the goods at {when} ({by}), but nobody had sent them there: {had}.",
                $"经销商 {e.ToDealer} 于 {when} 收到货物（{by}），但没有谁发给它：{had.Chinese}。")
            : new Told(
                $"The goods left dealer {e.FromDealer} at {when} ({by}), but {had}.",
                $"货物于 {when} 从经销商 {e.FromDealer} 发出（{by}），但当时{had.Chinese}。");
    }

    // The place of the last event up to an instant; places of events are their keys.
    private int PlaceOf(DateTimeOffset instant)
    {
        var (low, high) = (0, _entries.Events.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _entries.Events[middle].HappenedAt <= instant ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
