using System.Collections;

namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// The document lines behind a payout (返利追溯), by document and position; after them what belongs to no document, such
/// as a top-up to a guarantee. The shares add up to what was earned. Columns lie in flat arrays, for there are
/// millions.
/// </summary>
public sealed class RebateTrace : IReadOnlyList<RebateTraceLine>
{
    private readonly RebateLine[] _lines;
    private readonly int[] _counted;
    private readonly ArraySegment<decimal> _contributions;
    private readonly decimal[] _shares;
    private readonly RebateTraceLine[] _extras;

    /// <param name="counted">Places of the lines that counted.</param>
    /// <param name="shares">One for each of them.</param>
    internal RebateTrace(
        RebateLine[] lines, int[] counted, ArraySegment<decimal> contributions, decimal[] shares,
        RebateTraceLine[] extras)
    {
        (_lines, _counted, _contributions, _shares, _extras) = (lines, counted, contributions, shares, extras);
    }

    public int Count => _counted.Length + _extras.Length;

    public RebateTraceLine this[int index]
    {
        get
        {
            if (index >= _counted.Length)
            {
                return _extras[index - _counted.Length];
            }

            ref readonly var line = ref _lines[_counted[index]];
            return new RebateTraceLine(
                line.DocumentNumber, line.Position, line.Date, line.Product.Code, _contributions[index],
                _shares[index]);
        }
    }

    public IEnumerator<RebateTraceLine> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>What one document line gave to the basis and takes from the payout (返利追溯行).</summary>
/// <param name="Contribution">Its part of the basis; negative for a return.</param>
/// <param name="Share">Its part of the amount earned, in the currency of the policy; negative for a return.</param>
public readonly record struct RebateTraceLine(
    string DocumentNumber, string Position, DateOnly Date, string ProductCode, decimal Contribution, decimal Share);
