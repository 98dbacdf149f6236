using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>A fault in the events of a code, in numbers.</summary>
/// <param name="Events">The events that do not fit together; the last in time is the one that does not fit.</param>
/// <param name="Units">For a cycle: the units on the way from the code back to itself.</param>
/// <param name="Holder">Who had the goods when another one gave them away.</param>
internal sealed record Fault(
    CustodyFault Kind, IReadOnlyList<int> Events, IReadOnlyList<int> Units, int Holder = LifeEvent.Principal);

/// <summary>
/// Looks for what does not fit in the events of a code. Each fault is told at the code its event names.
/// </summary>
internal static class FaultSearch
{
    public static IEnumerable<Fault> Of(ILives lives, int code)
    {
        var stays = Stay.Of(lives, code);
        return InPacking(lives, code, stays).Concat(InUnpacking(lives, code, stays)).Concat(InMovements(lives, code));
    }

    private static IEnumerable<Fault> InPacking(ILives lives, int code, List<Stay> stays)
    {
        foreach (var stay in stays)
        {
            var around = LifeLine.Around(lives, stay.Unit, stay.Start);
            var way = around.Take(around.FindIndex(s => s.Unit == code) + 1).ToList();
            if (stay.Unit == code || way.Count > 0)
            {
                yield return new Fault(
                    CustodyFault.PackingCycle,
                    [stay.PackEvent, .. way.Select(s => s.PackEvent)],
                    [stay.Unit, .. way.Select(s => s.Unit)]);
            }

            if (stay.Repacked)
            {
                yield return new Fault(CustodyFault.TwoUnits, [stay.PackEvent, stay.NextPack], []);
            }
        }
    }

    private static IEnumerable<Fault> InUnpacking(ILives lives, int code, List<Stay> stays)
    {
        foreach (var e in lives.Of(code))
        {
            // Taken out and packed elsewhere at one instant: the packing is put first, and has ended the stay.
            if (e.Step == TraceStep.Unpack
                && !(e.OfContents
                    ? lives.IsFilledBefore(code, e.Key)
                    : stays.Exists(s => s.End == e.Key || (s.Repacked && s.Unit == e.Unit && s.NextAt == e.At))))
            {
                yield return new Fault(CustodyFault.NotPacked, [e.Event], []);
            }
        }
    }

    private static IEnumerable<Fault> InMovements(ILives lives, int code)
    {
        var track = CustodyTrack.Start;
        int? brought = null;
        foreach (var movement in LifeLine.Of(lives, code))
        {
            var before = track;
            if (track.Apply(movement.What) && movement.Depth == 0)
            {
                yield return new Fault(
                    before.State == CustodyState.Withdrawn
                        ? CustodyFault.AfterWithdrawal
                        : CustodyFault.ElsewhereAlready,
                    brought is { } event1 ? [event1, movement.What.Event] : [movement.What.Event],
                    [],
                    before.Holder);
            }

            brought = track.Moved ? movement.What.Event : brought;
        }
    }
}
