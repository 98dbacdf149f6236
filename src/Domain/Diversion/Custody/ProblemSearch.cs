using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>Looks for what does not fit in the events of a code. Each fault is told at the code its event names.</summary>
internal static class ProblemSearch
{
    public static IEnumerable<CustodyProblem> Of(BookEntries entries, int code) =>
        InPacking(entries, code).Concat(InUnpacking(entries, code)).Concat(InMovements(entries, code));

    private static IEnumerable<CustodyProblem> InPacking(BookEntries entries, int code)
    {
        var name = entries.Codes[code];
        foreach (var stay in Stay.Of(entries, code))
        {
            var around = LifeLine.Around(entries, stay.Unit, stay.Start);
            var way = around.Take(around.FindIndex(s => s.Unit == code) + 1).ToList();
            if (stay.Unit == code || way.Count > 0)
            {
                var units = way.SkipLast(1).Select(s => entries.Codes[s.Unit]).Prepend(entries.Codes[stay.Unit]);
                yield return Problem(
                    entries, name, CustodyFault.PackingCycle,
                    $"It was packed into {string.Join(", and that into ", units)}"
                    + (stay.Unit == code ? ": into itself." : $", which lies in {name} itself."),
                    [stay.PackEvent, .. way.Select(s => s.PackEvent)]);
            }

            if (stay.Repacked)
            {
                var (first, next) = (entries.Events[stay.PackEvent], entries.Events[stay.NextPack]);
                yield return Problem(
                    entries, name, CustodyFault.TwoUnits,
                    $"It was packed into {first.ParentCode} and then, without having been taken out, into "
                    + $"{next.ParentCode}" + (first.HappenedAt == next.HappenedAt ? " at the same instant." : "."),
                    [stay.PackEvent, stay.NextPack]);
            }
        }
    }

    private static IEnumerable<CustodyProblem> InUnpacking(BookEntries entries, int code)
    {
        var stays = Stay.Of(entries, code);
        foreach (var e in entries.Of(code).Where(e => e.Step == TraceStep.Unpack))
        {
            var told = entries.Events[e.Event];
            if (e.OfContents)
            {
                if (!entries.WasPackedBefore(code, e.Key))
                {
                    yield return Problem(
                        entries, entries.Codes[code], CustodyFault.NotPacked,
                        "It was emptied, but nothing had been packed into it.", [e.Event]);
                }
            }
            else if (!stays.Exists(s => s.End == e.Key || (s.Repacked && s.Unit == e.Unit
                         && entries.Events[s.NextPack].HappenedAt == told.HappenedAt)))
            {
                yield return Problem(
                    entries, entries.Codes[code], CustodyFault.NotPacked,
                    $"It was taken out of {told.ParentCode ?? "a unit"}, but was not in it.", [e.Event]);
            }
        }
    }

    private static IEnumerable<CustodyProblem> InMovements(BookEntries entries, int code)
    {
        var track = CustodyTrack.Start;
        var brought = LifeEvent.None;
        foreach (var movement in LifeLine.Of(entries, code))
        {
            var before = track;
            if (track.Apply(movement.What) && movement.Depth == 0)
            {
                var e = entries.Events[movement.What.Event];
                var dead = before.State == CustodyState.Withdrawn;
                var where = before.Holder == LifeEvent.Principal ? "the principal" : entries.DealerOf(before.Holder);
                yield return Problem(
                    entries, entries.Codes[code],
                    dead ? CustodyFault.AfterWithdrawal : CustodyFault.ElsewhereAlready,
                    dead
                        ? $"It moved ({e.Step}) after it was destroyed or recalled."
                        : $"{e.FromDealer ?? "The principal"} gave it away ({e.Step} {e.Document}), but {where} had it.",
                    brought == LifeEvent.None ? [movement.What.Event] : [brought, movement.What.Event]);
            }

            brought = track.Moved ? movement.What.Event : brought;
        }
    }

    private static CustodyProblem Problem(
        BookEntries entries, string code, CustodyFault fault, string text, IReadOnlyList<int> events)
    {
        var told = events.Distinct().Order().Select(e => entries.Events[e]).ToList();
        return new CustodyProblem(code, fault, [.. told.Select(e => e.EventId)], told[^1].Origin, $"{code}: {text}");
    }
}
