using DealerIntegration.Domain.Rebates.Calculation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Lines that a rule counts together: of a product, of a document (分组计数).</summary>
/// <param name="Lines">Places of its lines among all that count.</param>
internal sealed record LineGroup(string Name, decimal Quantity, IReadOnlyList<int> Lines);

/// <summary>Groups the lines that count, and spreads what each group earns over its lines.</summary>
internal static class LineGroups
{
    // A weight, not money: only the proportion of the lines depends on it.
    private static readonly Rounding Weight = new(RoundingMode.HalfUp, 10);

    /// <summary>By name.</summary>
    public static IReadOnlyList<LineGroup> Of(CountedLines lines, Func<RebateLine, string> nameOf)
    {
        var groups = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        var at = 0;
        foreach (var dealer in lines.Dealers)
        {
            foreach (var i in dealer.Counted)
            {
                var name = nameOf(dealer.Book.Lines[i]);
                if (!groups.TryGetValue(name, out var places))
                {
                    groups.Add(name, places = []);
                }

                places.Add(at++);
            }
        }

        var quantities = lines.In(BasisMeasure.Quantity);
        return [.. groups.Select(g => new LineGroup(g.Key, g.Value.Sum(place => quantities[place]), g.Value))];
    }

    /// <summary>Weights by which every line gets its part of what its group earned, by quantity.</summary>
    public static decimal[] Weights(CountedLines lines, IEnumerable<(LineGroup Group, decimal Amount)> earned)
    {
        var quantities = lines.In(BasisMeasure.Quantity);
        var weights = new decimal[lines.Count];
        foreach (var (group, amount) in earned)
        {
            foreach (var place in group.Lines)
            {
                weights[place] = Weight.Apply(amount * quantities[place] / group.Quantity);
            }
        }

        return weights;
    }
}
