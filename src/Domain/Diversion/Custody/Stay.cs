using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>
/// A code in a unit (在箱区间), from its packing up to the moment before <paramref name="End"/>: unpacked, the unit
/// emptied, or packed into another one.
/// </summary>
/// <param name="Repacked">It ended by the next packing: nobody read that the code was taken out.</param>
/// <param name="NextPack">Event of that packing.</param>
/// <param name="NextAt">The instant of that packing.</param>
internal readonly record struct Stay(
    int Unit, long Start, long End, int PackEvent, bool Repacked, int NextPack, long NextAt)
{
    /// <summary>All stays of a code, oldest first; they do not overlap.</summary>
    public static List<Stay> Of(ILives lives, int code)
    {
        var stays = new List<Stay>(1);
        Stay? open = null;
        foreach (var e in lives.Of(code))
        {
            if (open is { } stay && stay.End <= e.Key)
            {
                stays.Add(stay);
                open = null;
            }

            if (e is { Step: TraceStep.Pack, Unit: not LifeEvent.None })
            {
                if (open is { } before)
                {
                    // Packed again into the unit it lies in: nothing changes.
                    if (before.Unit == e.Unit)
                    {
                        continue;
                    }

                    stays.Add(before with { End = e.Key, Repacked = true, NextPack = e.Event, NextAt = e.At });
                }

                open = new Stay(
                    e.Unit, e.Key, EmptiedAfter(lives, e.Unit, e.Key), e.Event, false, LifeEvent.None, 0);
            }
            else if (e is { Step: TraceStep.Unpack, OfContents: false } && open is { } held
                     && (e.Unit == LifeEvent.None || e.Unit == held.Unit))
            {
                stays.Add(held with { End = e.Key });
                open = null;
            }
        }

        if (open is { } last)
        {
            stays.Add(last);
        }

        return stays;
    }

    private static long EmptiedAfter(ILives lives, int unit, long key)
    {
        foreach (var e in lives.Of(unit))
        {
            if (e.OfContents && e.Key > key)
            {
                return e.Key;
            }
        }

        return long.MaxValue;
    }
}
