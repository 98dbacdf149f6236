namespace DealerIntegration.Domain.Diversion;

/// <summary>Which administrative areas each dealer may sell in (授权销售区域).</summary>
public sealed class TerritoryMap
{
    private readonly Dictionary<string, HashSet<string>> _areas = new(StringComparer.Ordinal);

    /// <summary>Adds an area to a dealer's territory; the same area twice is one.</summary>
    /// <exception cref="ArgumentException">The area is not a six-digit code.</exception>
    public void Add(string dealerCode, string areaCode)
    {
        if (!AreaCode.IsValid(areaCode))
        {
            throw new ArgumentException(
                $"Territory of dealer {dealerCode}: '{areaCode}' is not a six-digit area code such as 330100.",
                nameof(areaCode));
        }

        if (!_areas.TryGetValue(dealerCode, out var areas))
        {
            _areas.Add(dealerCode, areas = new HashSet<string>(StringComparer.Ordinal));
        }

        areas.Add(areaCode);
    }

    /// <summary>The areas of a dealer as they were written; empty when nothing is known about it.</summary>
    public IReadOnlyCollection<string> AreasOf(string dealerCode) =>
        _areas.TryGetValue(dealerCode, out var areas) ? areas : [];

    /// <summary>Whether the area, or one that holds it, belongs to the dealer. The area must be a valid code.</summary>
    public bool Covers(string dealerCode, string areaCode)
    {
        if (!_areas.TryGetValue(dealerCode, out var areas))
        {
            return false;
        }

        // County, city, province, country: four look-ups without a new string, however many areas the dealer has.
        var known = areas.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> area = stackalloc char[AreaCode.Length];
        areaCode.CopyTo(area);
        for (var digits = AreaCode.Length; ; digits -= 2)
        {
            if (known.Contains(area))
            {
                return true;
            }

            if (digits == 0)
            {
                return false;
            }

            area[(digits - 2)..digits].Fill('0');
        }
    }
}
