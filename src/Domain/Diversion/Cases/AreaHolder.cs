using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>An area that a dealer may sell in, or, as an exception, may not.</summary>
public readonly record struct AreaClaim(string Dealer, string Area, bool IsException);

/// <summary>Whose business it was that the goods of a case were sold to (归属经销商).</summary>
/// <param name="Dealer">Null: nobody's or not only one's, so that it goes to the house (公司).</param>
/// <param name="Words">Why.</param>
public sealed record AreaHolder(string? Dealer, Told Words)
{
    /// <summary>
    /// The dealer with the smallest area around the place; of two with areas as small, neither. The order of the claims
    /// is irrelevant.
    /// </summary>
    /// <param name="accused">The dealer that diverted; it gets nothing back.</param>
    public static AreaHolder Of(string area, string accused, IReadOnlyCollection<AreaClaim> claims)
    {
        var barred = claims.Where(c => c.IsException && AreaCode.Covers(c.Area, area)).Select(c => c.Dealer)
            .ToHashSet(StringComparer.Ordinal);
        var closest = claims
            .Where(c => !c.IsException && c.Dealer != accused && !barred.Contains(c.Dealer)
                && AreaCode.Covers(c.Area, area))
            .GroupBy(c => Depth(c.Area))
            .MaxBy(g => g.Key);
        if (closest is null)
        {
            return new AreaHolder(
                null,
                new Told(
                    $"No other dealer may sell in {area}: the volume goes to the house account.",
                    $"{area} 没有其他授权经销商：数量归公司账户。"));
        }

        var dealers = closest.Select(c => c.Dealer).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        var held = closest.First().Area;
        return dealers.Count == 1
            ? new AreaHolder(
                dealers[0],
                new Told(
                    $"{area} lies in {held}, which is the area of dealer {dealers[0]}.",
                    $"{area} 属于 {held}，是经销商 {dealers[0]} 的区域。"))
            : new AreaHolder(
                null,
                new Told(
                    $"{area} lies in {held}, which is shared by {string.Join(", ", dealers)}: the volume goes to the "
                    + "house account.",
                    $"{area} 属于 {held}，由 {string.Join("、", dealers)} 共享：数量归公司账户。"));
    }

    // How far down from the country: the number of pairs that are not zeros at the end.
    private static int Depth(string area)
    {
        var digits = AreaCode.Length;
        while (digits > 0 && area.AsSpan(digits - 2, 2) is "00")
        {
            digits -= 2;
        }

        return digits;
    }
}
