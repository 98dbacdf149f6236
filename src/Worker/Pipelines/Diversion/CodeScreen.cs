using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Gathering;
using DealerIntegration.Worker.Pipelines.Diversion.Index;

namespace DealerIntegration.Worker.Pipelines.Diversion;

/// <summary>
/// Lets pass what is clean beyond doubt (明显正常), in numbers: nine scans in ten, without a text and without the
/// database. Whatever it does not let pass is judged with everything that is known.
/// </summary>
/// <remarks>
/// Beyond doubt is a code whose goods were, at each of its scans, with a dealer by a chain that is whole, in that
/// dealer's own territory, and that was not scanned often enough nor at enough positions for a signal between scans.
/// The full judgement calls every such scan clean; a test compares the two.
/// </remarks>
internal sealed class CodeScreen(CodeBook book, TerritoryMap territories, DiversionRules rules, CaseWindow window)
{
    private readonly List<(MappedIndex Index, CodeRef Code)?> _found = [];

    // By dealer and area in one number: it is asked for every scan.
    private readonly Dictionary<long, bool> _insideByWhole = [];
    private readonly Dictionary<long, bool> _insideByChanged = [];

    // Codes that were read at home, by the movement that brought them there.
    private readonly int[] _whole = new int[book.Whole.Steps];
    private readonly int[] _changed = new int[book.Changed?.Steps ?? 0];

    /// <summary>
    /// Looks up the codes that are asked about next. Each step goes over all of them, so that the processor waits for
    /// the memory of many at once and not for one after the other.
    /// </summary>
    /// <param name="hashes">Hashes of the scans of the chunk.</param>
    /// <param name="codes">Of each code the range of its scans.</param>
    public void Find(ReadOnlySpan<ulong> hashes, ReadOnlySpan<Range> codes)
    {
        _found.Clear();
        foreach (var code in codes)
        {
            book.Prefetch(hashes[code][0]);
        }

        foreach (var code in codes)
        {
            var found = book.Find(hashes[code][0]);
            found?.Index.Prefetch(found.Value.Code);
            _found.Add(found);
        }
    }

    /// <summary>Whether all scans of a code are clean beyond doubt.</summary>
    /// <param name="code">Its place among the codes looked up last.</param>
    /// <param name="scans">All scans of it.</param>
    public bool IsClean(int code, ReadOnlySpan<ScanKey> scans)
    {
        if (scans.Length > rules.Clones.Scans || _found[code] is not ({ } index, var found))
        {
            return false;
        }

        var (positions, first, oldest) = (0, -1, long.MaxValue);
        foreach (var scan in scans)
        {
            var step = index.StepAt(found.Group, scan.At);
            if (step < 0 || index.DealerOf(step) is <= 0 || !IsInside(index, index.DealerOf(step), scan.Area))
            {
                return false;
            }

            positions += scan.HasPosition ? 1 : 0;
            (first, oldest) = scan.At < oldest ? (step, scan.At) : (first, oldest);
        }

        if (positions > 1)
        {
            return false;
        }

        (index == book.Whole ? _whole : _changed)[first]++;
        return true;
    }

    /// <summary>Counts the codes that were let pass, each for the movement by which its goods were at home.</summary>
    public void NoteTo(HomeSightings sightings)
    {
        Note(book.Whole, _whole, sightings);
        if (book.Changed is { } changed)
        {
            Note(changed, _changed, sightings);
        }
    }

    private static void Note(MappedIndex index, int[] codes, HomeSightings sightings)
    {
        for (var step = 0; step < codes.Length; step++)
        {
            if (codes[step] > 0)
            {
                sightings.Note(
                    index.Dealers[index.DealerOf(step)], index.Movements[index.MovementOf(step)], codes[step]);
            }
        }
    }

    private bool IsInside(MappedIndex index, int dealer, int area)
    {
        var known = index == book.Whole ? _insideByWhole : _insideByChanged;
        var key = ((long)dealer << 32) | unchecked((uint)area);
        if (!known.TryGetValue(key, out var inside))
        {
            inside = area >= 0 && territories.IsPlainlyOwn(index.Dealers[dealer], area.ToString("000000"), window);
            known.Add(key, inside);
        }

        return inside;
    }
}
