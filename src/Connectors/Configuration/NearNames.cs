using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Configuration;

/// <summary>Names that may have been meant (相近名称).</summary>
internal static class NearNames
{
    private const int Most = 3;

    /// <summary>A sentence that names the nearest, or nothing where none is near; it begins with a space.</summary>
    public static string Of(string wanted, IEnumerable<string> names)
    {
        var near = names
            .Select(n => (Name: n, Far: EditDistance.Between(wanted.ToUpperInvariant(), n.ToUpperInvariant())))
            .Where(n => n.Far <= Math.Max(wanted.Length, n.Name.Length) / 3
                || (wanted.Length > 3 && n.Name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
                || n.Name.EndsWith(wanted, StringComparison.OrdinalIgnoreCase)
                || (n.Name.Length > 3 && wanted.EndsWith(n.Name, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(n => n.Far).ThenBy(n => n.Name, StringComparer.Ordinal)
            .Take(Most).Select(n => n.Name).ToList();
        return near.Count == 0 ? "" : $" Near to it: {string.Join(", ", near)}.";
    }
}
