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
    // By dealer and area in one number: it is asked for every scan.
    private readonly Dictionary<long, bool> _insideByWhole = [];
    private readonly Dictionary<long, bool> _insideByChanged = [];

    // Codes that were read at home, by the movement that brought them there.
    private readonly int[] _whole = new int[book.Whole.Steps];
    private readonly int[] _changed = new int[book.Changed?.Steps ?? 0];

    /// <summary>Tells that this code comes soon.</summary>
    public void Prefetch(ulong hash) => book.Prefetch(hash);

    /// <summary>Whether all scans of a code are clean beyond doubt.</summary>
    /// <param name="block">The scans of the chunk.</param>
    /// <param name="scans">All scans of one code among them.</param>
    public bool IsClean(ScanBlock block, ReadOnlySpan<int> scans)
    {
        if (scans.Length > rules.Clones.Scans || book.Find(block.Hashes[scans[0]]) is not ({ } index, var code))
        {
            return false;
        }

        var (positions, oldest) = (0, scans[0]);
        foreach (var scan in scans)
        {
            var key = block[scan];
            oldest = key.At < block[oldest].At ? scan : oldest;
            var step = index.StepAt(code.Group, key.At);
            if (step < 0 || index.DealerOf(step) is <= 0 || !IsInside(index, index.DealerOf(step), key.Area))
            {
                return false;
            }

            positions += key.HasPosition ? 1 : 0;
        }

        if (positions > 1)
        {
            return false;
        }

        (index == book.Whole ? _whole : _changed)[index.StepAt(code.Group, block[oldest].At)]++;
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
