using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>
/// The lines that count of every dealer that is added up, dealer by dealer. Amounts stand in flat arrays, in the order
/// of the lines.
/// </summary>
internal sealed class CountedLines
{
    private readonly PolicyBasis _basis;
    private readonly decimal[] _values;
    private decimal[]? _quantities;

    public CountedLines(PolicyBasis basis, IReadOnlyList<DealerLines> dealers)
    {
        _basis = basis;
        Dealers = dealers;
        foreach (var dealer in dealers)
        {
            Count += dealer.Counted.Length;
        }

        _values = new decimal[Count];
        Totals = Read();
    }

    public IReadOnlyList<DealerLines> Dealers { get; }

    public int Count { get; }

    public BasisTotals Totals { get; }

    /// <summary>What each line gives to the value, less what earlier policies gave it; or to the quantity.</summary>
    public decimal[] In(BasisMeasure measure) =>
        measure == BasisMeasure.Value ? _values : _quantities ??= Quantities();

    private BasisTotals Read()
    {
        var (value, quantity, at) = (0m, 0m, 0);
        foreach (var dealer in Dealers)
        {
            var lines = dealer.Book.Lines;
            var given = dealer.LowersValue ? dealer.Book.Given : null;
            foreach (var i in dealer.Counted)
            {
                ref readonly var line = ref lines[i];
                var amount = _basis.TaxInclusive ? line.GrossAmount : line.NetAmount;
                amount = given is null ? amount : amount - given[i];
                _values[at++] = amount;
                value += amount;
                quantity += line.Quantity;
            }
        }

        return new BasisTotals(_basis.Measure, value, quantity);
    }

    private decimal[] Quantities()
    {
        var quantities = new decimal[Count];
        var at = 0;
        foreach (var dealer in Dealers)
        {
            foreach (var i in dealer.Counted)
            {
                quantities[at++] = dealer.Book.Lines[i].Quantity;
            }
        }

        return quantities;
    }
}

/// <summary>The lines of one dealer that count under a policy.</summary>
/// <param name="Counted">Their places in the book, rising.</param>
/// <param name="LeftOut">How many do not count, by reason.</param>
/// <param name="LowersValue">Whether earlier policies lower the value.</param>
internal sealed record DealerLines(DealerBook Dealer, LineBook Book, int[] Counted, int[] LeftOut, bool LowersValue)
{
    public DealerFacts Facts => Dealer.Facts;
}
