using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Tests.Diversion.CustodyOverTime;

/// <summary>
/// The slow truth: all goods of a small world on the floor, every event played to all of them in order of time, from
/// the beginning for every question.
/// </summary>
internal sealed class NaiveReplay(IReadOnlyList<TraceEvent> events)
{
    private readonly Dictionary<string, string> _unitOf = [];
    private readonly Dictionary<string, Goods> _goods = [];

    private static readonly TraceStep[] Order =
    [
        TraceStep.Commission, TraceStep.Pack, TraceStep.Ship, TraceStep.Transfer, TraceStep.Receive, TraceStep.Return,
        TraceStep.Sell, TraceStep.Destroy, TraceStep.Unpack,
    ];

    public (CustodyState State, string? Dealer, DateTimeOffset? Since) At(string code, DateTimeOffset instant)
    {
        _unitOf.Clear();
        _goods.Clear();
        var counted = events
            .Where(e => !events.Any(other => other.DeclaresError && other.EventId == e.EventId))
            .DistinctBy(e => e.EventId);
        foreach (var e in counted.OrderBy(e => e.HappenedAt).ThenBy(e => Array.IndexOf(Order, e.Step))
                     .ThenBy(e => e.EventId, StringComparer.Ordinal))
        {
            foreach (var name in e.Codes.Append(e.ParentCode!).Where(name => name is not null))
            {
                _goods.TryAdd(name, new Goods());
            }

            if (e.HappenedAt <= instant)
            {
                Play(e);
            }
        }

        return _goods.TryGetValue(code, out var goods)
            ? (goods.State, goods.Dealer, goods.Since)
            : (CustodyState.Unknown, null, null);
    }

    private void Play(TraceEvent e)
    {
        switch (e.Step)
        {
            case TraceStep.Commission:
                break;
            case TraceStep.Pack:
                foreach (var code in e.Codes)
                {
                    _unitOf[code] = e.ParentCode!;
                }

                break;
            case TraceStep.Unpack:
                var taken = e.Codes.Count > 0 ? e.Codes : [.. _goods.Keys];
                foreach (var code in taken.Where(c => _unitOf.GetValueOrDefault(c) == e.ParentCode))
                {
                    _unitOf.Remove(code);
                }

                break;
            default:
                foreach (var goods in _goods.Where(g => Holds(g.Key).Intersect(e.Codes).Any()).ToList())
                {
                    goods.Value.Take(e);
                }

                break;
        }
    }

    // The code and every unit around it.
    private List<string> Holds(string code)
    {
        var around = new List<string> { code };
        while (_unitOf.TryGetValue(around[^1], out var unit) && !around.Contains(unit))
        {
            around.Add(unit);
        }

        return around;
    }

    private sealed class Goods
    {
        private string? _onTheWayTo;
        private string? _passedOnUnread;
        private bool _read;

        public CustodyState State { get; private set; } = CustodyState.AtPrincipal;

        public string? Dealer { get; private set; }

        public DateTimeOffset? Since { get; private set; }

        public void Take(TraceEvent e)
        {
            if (State == CustodyState.Withdrawn || e.Step == TraceStep.Sell)
            {
                return;
            }

            if (e.Step == TraceStep.Destroy)
            {
                Put(CustodyState.Withdrawn, null, e);
            }
            else if (e.Step == TraceStep.Receive)
            {
                Receive(e);
            }
            else if (e.Step == TraceStep.Return || e.ToDealer is null)
            {
                if ((e.FromDealer ?? Dealer) is { } sender)
                {
                    Put(CustodyState.Returning, sender, e);
                    _onTheWayTo = e.ToDealer;
                }
            }
            else
            {
                _passedOnUnread = _read ? null : Dealer;
                Put(CustodyState.WithDealer, e.ToDealer, e);
            }
        }

        private void Receive(TraceEvent e)
        {
            if (e.ToDealer is null)
            {
                if (State != CustodyState.AtPrincipal)
                {
                    Put(CustodyState.AtPrincipal, null, e);
                }
            }
            else if (State == CustodyState.WithDealer && Dealer == e.ToDealer)
            {
                _read = true;
            }
            else if (_passedOnUnread == e.ToDealer && Dealer != e.ToDealer
                     && !(State == CustodyState.Returning && _onTheWayTo == e.ToDealer))
            {
                _passedOnUnread = null;
            }
            else
            {
                Put(CustodyState.WithDealer, e.ToDealer, e);
                _read = true;
            }
        }

        private void Put(CustodyState state, string? dealer, TraceEvent e)
        {
            (State, Dealer, Since) = (state, dealer, e.HappenedAt);
            (_read, _onTheWayTo) = (false, null);
        }
    }
}
