using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// Makes the small index of what changed after another index was made: of the codes that changes name, of everything
/// inside them, and of the units around, with their whole lives. What it reads is in proportion to that.
/// </summary>
internal sealed class IndexChanges(NpgsqlTransaction transaction, MappedIndex whole, long watermark)
{
    private readonly CodeHash _hash = whole.Head.Hash;
    private readonly Dictionary<ulong, string> _affected = [];
    private readonly HashSet<ulong> _units = [];

    /// <returns>Null when so much changed that the whole index has to be made anew.</returns>
    public async Task<IndexSections?> MakeAsync(long mostCodes, CancellationToken cancel)
    {
        await FindTouchedAsync(cancel);
        var touched = _affected.Keys.ToList();
        if (!await FindInsideAsync(mostCodes, cancel))
        {
            return null;
        }

        // Units around what changed are in it whole as well, else their contents would have two stories.
        var (seqs, seen) = (new HashSet<long>(), new HashSet<ulong>());
        foreach (var change in await CodeStore.ChangedSeqsAsync(transaction, whole.Head.Watermark, watermark, cancel))
        {
            seqs.Add(change);
        }

        foreach (var hash in _affected.Keys)
        {
            Gather(hash, seen, seqs);
        }

        await FindAroundAsync(seen, seqs, cancel);
        var only = _affected.Keys.Concat(seen).ToHashSet();
        var draft = new IndexDraft(_hash, only);
        await CodeStore.ReadWantedAsync(
            transaction, new WantedLives(seqs, _affected.Values), watermark, draft, cancel);
        return IndexFinish.Of(draft, touched);
    }

    private async Task FindTouchedAsync(CancellationToken cancel)
    {
        foreach (var (unit, codes) in await CodeStore.ChangesAsync(
                     transaction, whole.Head.Watermark, watermark, cancel))
        {
            if (unit is not null)
            {
                _units.Add(Affect(unit));
            }

            foreach (var code in Names(codes))
            {
                Affect(code);
            }
        }
    }

    // Level by level: what lies in an affected unit is affected, and of that only units hold anything.
    private async Task<bool> FindInsideAsync(long mostCodes, CancellationToken cancel)
    {
        var opened = new HashSet<ulong>();
        while (_affected.Count <= mostCodes)
        {
            var units = _affected.Where(a => IsUnit(a.Key) && opened.Add(a.Key)).Select(a => a.Value).ToList();
            if (units.Count == 0)
            {
                return true;
            }

            foreach (var codes in await CodeStore.InsideAsync(transaction, units, watermark, cancel))
            {
                foreach (var code in Names(codes))
                {
                    Affect(code);
                }
            }
        }

        return false;
    }

    // A new packing may have put a code into a unit that the whole index knows nothing of in this context.
    private async Task FindAroundAsync(HashSet<ulong> seen, HashSet<long> seqs, CancellationToken cancel)
    {
        for (var known = -1; known != seen.Count;)
        {
            known = seen.Count;
            foreach (var unit in await CodeStore.UnitsOfAsync(transaction, seqs, _affected.Values, watermark, cancel))
            {
                var hash = Affect(unit);
                Gather(hash, seen, seqs);
            }
        }
    }

    private void Gather(ulong hash, HashSet<ulong> seen, HashSet<long> seqs) =>
        new CodeBook(whole, null).Gather(hash, seen, seqs);

    private bool IsUnit(ulong hash) => _units.Contains(hash) || whole.Find(hash) is { IsUnit: true };

    private ulong Affect(string code)
    {
        var hash = _hash.Of(code);
        _affected.TryAdd(hash, code);
        return hash;
    }

    private static string[] Names(string? codes) => codes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
