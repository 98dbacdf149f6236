namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>A movement of a code, by itself or with the unit it lay in.</summary>
/// <param name="Moved">The code that the event names.</param>
/// <param name="Depth">0: the code itself; 1: the carton it lay in; 2: the pallet of the carton.</param>
/// <param name="Packs">Packing events through which it lay there, innermost first; null: none.</param>
internal sealed record Movement(LifeEvent What, int Moved, int Depth, PackPath? Packs);

/// <summary>The packing events on the way from a code to a unit around it.</summary>
internal sealed record PackPath(int PackEvent, PackPath? Inner);

/// <summary>
/// Collects everything that moved a code: its own movements, and those of units while it lay in them.
/// </summary>
internal static class LifeLine
{
    // Item, carton, pallet, and room for more; a loop in the packing ends here and not in a hung worker.
    private const int MostDepth = 8;

    /// <summary>Movements in the order of their keys; one event counts once, by the closest unit it names.</summary>
    public static List<Movement> Of(ILives lives, int code) => Of(lives, code, movementsOnly: true);

    /// <summary>Everything that happened to a code and to the units it lay in, while it lay there.</summary>
    public static List<Movement> WholeOf(ILives lives, int code) => Of(lives, code, movementsOnly: false);

    private static List<Movement> Of(ILives lives, int code, bool movementsOnly)
    {
        var found = new List<Movement>(4);
        Span<int> path = stackalloc int[MostDepth];
        Collect(lives, code, new Window(long.MinValue, long.MaxValue, movementsOnly), 0, null, path, found);
        if (found.Count > 1)
        {
            // Sorting keeps no order among equals, so nothing may be equal that is not the same event.
            found.Sort(static (a, b) =>
                (a.What.Key, a.What.Event, a.Depth).CompareTo((b.What.Key, b.What.Event, b.Depth)));
            var kept = 1;
            for (var i = 1; i < found.Count; i++)
            {
                if (found[i].What.Event != found[kept - 1].What.Event)
                {
                    found[kept++] = found[i];
                }
            }

            found.RemoveRange(kept, found.Count - kept);
        }

        return found;
    }

    /// <summary>Units around a code right after the event of this key: carton, pallet and so on.</summary>
    public static List<Stay> Around(ILives lives, int code, long key)
    {
        var around = new List<Stay>(2);
        var current = code;
        while (around.Count < MostDepth)
        {
            var stay = Stay.Of(lives, current).Find(s => s.Start <= key && key < s.End);
            if (stay == default || stay.Unit == code || around.Exists(s => s.Unit == stay.Unit))
            {
                break;
            }

            around.Add(stay);
            current = stay.Unit;
        }

        return around;
    }

    private static void Collect(
        ILives lives, int code, Window window, int depth, PackPath? packs, Span<int> path, List<Movement> into)
    {
        path[depth] = code;
        foreach (var e in lives.Of(code))
        {
            if (window.Holds(e))
            {
                into.Add(new Movement(e, code, depth, packs));
            }
        }

        if (depth + 1 == MostDepth)
        {
            return;
        }

        foreach (var stay in Stay.Of(lives, code))
        {
            var (start, end) = (Math.Max(window.From, stay.Start), Math.Min(window.To, stay.End));
            if (start < end && !path[..(depth + 1)].Contains(stay.Unit))
            {
                Collect(
                    lives, stay.Unit, window with { From = start, To = end }, depth + 1,
                    new PackPath(stay.PackEvent, packs), path, into);
            }
        }
    }

    // The emptying that ends a stay is told with it.
    private readonly record struct Window(long From, long To, bool MovementsOnly)
    {
        public bool Holds(in LifeEvent e) => e.Key >= From
            && (e.Key < To || (e.Key == To && e.OfContents && !MovementsOnly))
            && (e.IsMovement || !MovementsOnly);
    }
}
