using System.Runtime.InteropServices;
using DealerIntegration.Domain.Diversion.Custody;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// Custody over time, each course of it once: cartons of one pallet share theirs. Number 0 never moved.
/// </summary>
internal sealed class TimelineTable
{
    private readonly Dictionary<ulong, int> _known = [];
    private readonly List<int> _starts = [0, 0];
    private readonly List<long> _at = [];
    private readonly List<int> _dealers = [];
    private readonly List<int> _documents = [];

    public int[] Starts => [.. _starts];

    public long[] At => [.. _at];

    public int[] Dealers => [.. _dealers];

    public int[] Documents => [.. _documents];

    public int Count => _starts.Count - 1;

    /// <summary>The instant of the first movement.</summary>
    public long FirstAt(int timeline) =>
        _starts[timeline] == _starts[timeline + 1] ? long.MaxValue : _at[_starts[timeline]];

    /// <summary>The dealers that had the goods, each once.</summary>
    public IEnumerable<int> HoldersOf(int timeline) =>
        Steps(timeline).Select(i => Math.Abs(_dealers[i])).Where(d => d > 0).Distinct();

    /// <param name="steps">Custody step by step.</param>
    /// <param name="documentOf">Number of the document of a movement.</param>
    public int NumberOf(IReadOnlyList<CustodyStep> steps, Func<int, int> documentOf)
    {
        if (steps.Count == 0)
        {
            return 0;
        }

        var first = _at.Count;
        var digest = 0UL;
        foreach (var step in steps)
        {
            _at.Add(step.At);
            _dealers.Add(step.IsPlain ? step.Dealer : -step.Dealer);
            _documents.Add(documentOf(step.Event));
            digest = unchecked(CodeHash.Mix(
                CodeHash.Mix(digest ^ (ulong)step.At, (ulong)_dealers[^1]), (ulong)_documents[^1]));
        }

        if (_known.TryGetValue(digest, out var known) && IsSame(known, first))
        {
            Forget(first);
            return known;
        }

        _starts.Add(_at.Count);
        _known.TryAdd(digest, Count - 1);
        return Count - 1;
    }

    private IEnumerable<int> Steps(int timeline) =>
        Enumerable.Range(_starts[timeline], _starts[timeline + 1] - _starts[timeline]);

    private bool IsSame(int timeline, int first)
    {
        var (start, count) = (_starts[timeline], _at.Count - first);
        return _starts[timeline + 1] - start == count
            && Part(_at, start, count).SequenceEqual(Part(_at, first, count))
            && Part(_dealers, start, count).SequenceEqual(Part(_dealers, first, count))
            && Part(_documents, start, count).SequenceEqual(Part(_documents, first, count));
    }

    private static Span<T> Part<T>(List<T> list, int start, int count) =>
        CollectionsMarshal.AsSpan(list).Slice(start, count);

    private void Forget(int first)
    {
        _at.RemoveRange(first, _at.Count - first);
        _dealers.RemoveRange(first, _dealers.Count - first);
        _documents.RemoveRange(first, _documents.Count - first);
    }
}
