using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;

/// <summary>
/// Looks for the products that a dealer's unknown code or description may mean (相近商品): the same code in other spelling
/// first, then names that share most of their pairs of letters.
/// </summary>
/// <param name="products">Code and name of every product.</param>
public sealed class NearestProducts(IReadOnlyList<NearProduct> products)
{
    private const int Most = 3;
    private const double Alike = 0.4;

    private readonly Lazy<Index> index = new(() => Index.Of(products));

    public IReadOnlyList<NearProduct> Find(string code, string? name)
    {
        var sameCode = index.Value.ByCode[HeadingText.Loose(HeadingText.Key(code))].ToList();
        return [.. sameCode.Concat(name is null ? [] : ByName(name)).Distinct().Take(Most)];
    }

    // Dice: pairs in common, twice, over the pairs of both.
    private IEnumerable<NearProduct> ByName(string name)
    {
        var pairs = Pairs(name);
        var shared = new Dictionary<int, int>();
        foreach (var product in pairs.SelectMany(p => index.Value.ByPair.GetValueOrDefault(p) ?? []))
        {
            shared[product] = shared.GetValueOrDefault(product) + 1;
        }

        return shared
            .Select(s => (Product: products[s.Key], Score: 2d * s.Value / (pairs.Count + index.Value.Sizes[s.Key])))
            .Where(s => s.Score >= Alike)
            .OrderByDescending(s => s.Score).ThenBy(s => s.Product.Code, StringComparer.Ordinal)
            .Select(s => s.Product);
    }

    private static HashSet<(char, char)> Pairs(string text)
    {
        var letters = HeadingText.Loose(CellText.Fold(text).ToLowerInvariant());
        var pairs = new HashSet<(char, char)>();
        for (var i = 0; i + 1 < letters.Length; i++)
        {
            pairs.Add((letters[i], letters[i + 1]));
        }

        return pairs;
    }

    private sealed record Index(
        ILookup<string, NearProduct> ByCode, Dictionary<(char, char), List<int>> ByPair, int[] Sizes)
    {
        public static Index Of(IReadOnlyList<NearProduct> products)
        {
            var byPair = new Dictionary<(char, char), List<int>>();
            var sizes = new int[products.Count];
            for (var i = 0; i < products.Count; i++)
            {
                var pairs = Pairs(products[i].Name);
                sizes[i] = pairs.Count;
                foreach (var pair in pairs)
                {
                    if (!byPair.TryGetValue(pair, out var list))
                    {
                        byPair[pair] = list = [];
                    }

                    list.Add(i);
                }
            }

            return new Index(
                products.ToLookup(p => HeadingText.Loose(HeadingText.Key(p.Code)), StringComparer.Ordinal),
                byPair, sizes);
        }
    }
}
