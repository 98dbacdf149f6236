namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>
/// A dealer's lines of one kind, by document and position, with what earlier policies did to each. Every policy of a
/// set reads the same book; only what decides a selection is looked at per policy, the rest is worked out once.
/// </summary>
internal sealed class LineBook
{
    private readonly byte[][] _verdicts;
    private readonly int[] _days;
    private decimal[]? _given;
    private bool[]? _taken;

    private LineBook(RebateLine[] lines, byte[][] verdicts, int[] days) =>
        (Lines, _verdicts, _days) = (lines, verdicts, days);

    public RebateLine[] Lines { get; }

    /// <summary>What earlier policies gave each line that lowers its value; null: nothing.</summary>
    public decimal[]? Given => _given;

    /// <exception cref="ArgumentException">A document line is given twice: it would be paid twice.</exception>
    public static LineBook Of(RebateLine[] lines, ProductVerdicts verdicts)
    {
        var sorted = LineOrder.Sorted(lines);
        var byLine = new byte[sorted.Length][];
        var days = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            byLine[i] = verdicts.Of(sorted[i].Product);
            days[i] = sorted[i].Date.DayNumber;
        }

        return new LineBook(sorted, byLine, days);
    }

    /// <summary>The lines that count under a policy, and how many do not, by reason.</summary>
    /// <param name="stacked">Whether lines that an exclusive policy took are left out.</param>
    public (int[] Counted, int[] LeftOut) Select(LineFilter filter, bool stacked)
    {
        var taken = stacked ? _taken : null;
        var counted = new int[Lines.Length];
        var leftOut = new int[LineFilter.Reasons];
        var count = 0;
        for (var i = 0; i < _days.Length; i++)
        {
            var reason = filter.ByDay(_days[i]);
            reason = reason != 0 ? reason : _verdicts[i][filter.Policy];
            reason = reason != 0 ? reason : filter.ByLine(in Lines[i]);
            reason = reason == 0 && taken is not null && taken[i] ? LineFilter.Taken : reason;
            if (reason == 0)
            {
                counted[count++] = i;
            }
            else
            {
                leftOut[reason - 1]++;
            }
        }

        Array.Resize(ref counted, count);
        return (counted, leftOut);
    }

    /// <summary>Notes what a policy gave to the lines, for the policies after it.</summary>
    public void Give(int[] lines, ReadOnlySpan<decimal> shares)
    {
        _given ??= new decimal[Lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            _given[lines[i]] += shares[i];
        }
    }

    /// <summary>Keeps the lines from the policies after an exclusive one.</summary>
    public void Take(int[] lines)
    {
        _taken ??= new bool[Lines.Length];
        foreach (var line in lines)
        {
            _taken[line] = true;
        }
    }
}
