using DealerIntegration.Domain.Diversion;
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
internal sealed class CodeScreen(CodeBook book, TerritoryMap territories)
{
    // Below the number of scans from which on a code may be a clone.
    private const int MostScans = 10;

    private readonly Dictionary<(MappedIndex Index, int Dealer, int Area), bool> _inside = [];

    /// <summary>Tells that this code comes soon.</summary>
    public void Prefetch(ulong hash) => book.Prefetch(hash);

    /// <summary>Whether all scans of a code are clean beyond doubt.</summary>
    /// <param name="block">The scans of the chunk.</param>
    /// <param name="scans">All scans of one code among them.</param>
    public bool IsClean(ScanBlock block, ReadOnlySpan<int> scans)
    {
        if (scans.Length > MostScans || book.Find(block.Hashes[scans[0]]) is not ({ } index, var code))
        {
            return false;
        }

        var positions = 0;
        foreach (var scan in scans)
        {
            var key = block[scan];
            var step = index.StepAt(code.Group, key.At);
            if (step < 0 || index.DealerOf(step) is <= 0 || !IsInside(index, index.DealerOf(step), key.Area))
            {
                return false;
            }

            positions += key.HasPosition ? 1 : 0;
        }

        return positions < 2;
    }

    private bool IsInside(MappedIndex index, int dealer, int area)
    {
        if (!_inside.TryGetValue((index, dealer, area), out var inside))
        {
            inside = area >= 0 && territories.Covers(index.Dealers[dealer], area.ToString("000000"));
            _inside.Add((index, dealer, area), inside);
        }

        return inside;
    }
}
