namespace DealerIntegration.Domain.Diversion.Territory;

/// <summary>
/// The administrative areas there are (行政区划表, GB/T 2260), with their names. Tells a place that does not exist, and
/// lets evidence speak of 浙江省 杭州市 and not of 330100 alone.
/// </summary>
public sealed class AreaList
{
    // Levels that only exist on paper: nobody says 北京市 市辖区 东城区.
    private static readonly string[] PaperLevels = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

    private readonly IReadOnlyDictionary<string, string> _names;

    /// <param name="names">Name by six-digit code.</param>
    /// <exception cref="ArgumentException">A key is not a six-digit code.</exception>
    public AreaList(IReadOnlyDictionary<string, string> names)
    {
        _names = names.Keys.FirstOrDefault(code => !AreaCode.IsValid(code)) is { } wrong
            ? throw new ArgumentException($"'{wrong}' is not a six-digit area code such as 330100.", nameof(names))
            : names;
    }

    public int Count => _names.Count;

    public bool Knows(string code) => _names.ContainsKey(code);

    /// <summary>
    /// The area itself, or the closest one around it that is listed: a county that was merged away still lies in its
    /// city. Null when not even the province exists.
    /// </summary>
    public string? Nearest(string code)
    {
        if (!AreaCode.IsValid(code))
        {
            return null;
        }

        for (var digits = AreaCode.Length; digits >= 2; digits -= 2)
        {
            var area = code[..digits].PadRight(AreaCode.Length, '0');
            if (_names.ContainsKey(area))
            {
                return area;
            }
        }

        return null;
    }

    /// <summary>Province, city and county as people write them; null when the code is not listed.</summary>
    public string? FullName(string code)
    {
        if (!_names.TryGetValue(code, out var own))
        {
            return null;
        }

        var parts = new List<string>();
        foreach (var digits in (ReadOnlySpan<int>)[2, 4])
        {
            var above = code[..digits].PadRight(AreaCode.Length, '0');
            if (above != code && _names.TryGetValue(above, out var name) && !PaperLevels.Contains(name))
            {
                parts.Add(name);
            }
        }

        return string.Join(' ', [.. parts, own]);
    }
}
