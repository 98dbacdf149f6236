using System.Globalization;

namespace DealerIntegration.Domain.Diversion.Territory;

/// <summary>The contract lines of one dealer, found by area without comparing them one by one.</summary>
internal sealed class DealerTerritory
{
    // County, city, province and the whole country are one, a hundred, ten thousand and a million codes wide.
    private const int Everywhere = 1_000_000;

    private readonly Dictionary<int, List<TerritoryContract>> _byArea = [];

    // Sorted by what they say, so that neither look-up nor text depends on the order in which lines came.
    private readonly SortedSet<TerritoryContract> _all = new(Comparer<TerritoryContract>.Create(Compare));

    public IReadOnlyCollection<TerritoryContract> All => _all;

    public void Add(TerritoryContract line)
    {
        if (!_all.Add(line))
        {
            return;
        }

        var area = Number(line.AreaCode);
        if (!_byArea.TryGetValue(area, out var lines))
        {
            _byArea.Add(area, lines = []);
        }

        lines.Add(line);
        lines.Sort(Compare);
    }

    /// <summary>
    /// The closest line decides: a county that was carved out of a province is outside, and a county of one's own
    /// inside a carved-out city is inside again. Consent in writing stands above both.
    /// </summary>
    public TerritoryAnswer Ask(string areaCode, string? product, DateOnly day)
    {
        TerritoryContract? excepted = null;
        TerritoryContract? permission = null;
        var area = Number(areaCode);
        for (var unit = 1; unit <= Everywhere; unit *= 100)
        {
            if (!_byArea.TryGetValue(area / unit * unit, out var lines))
            {
                continue;
            }

            foreach (var line in lines)
            {
                // Sorted by kind: a carve-out of the very area that is granted does not take it away.
                if (!line.Applies(product, day))
                {
                    continue;
                }

                switch (line.Kind)
                {
                    case TerritoryKind.Own when excepted is null:
                        return new TerritoryAnswer(TerritoryStanding.Own, line);
                    case TerritoryKind.Shared when excepted is null:
                        return new TerritoryAnswer(TerritoryStanding.Shared, line);
                    case TerritoryKind.Excepted:
                        excepted ??= line;
                        break;
                    case TerritoryKind.Permission:
                        permission ??= line;
                        break;
                    default:
                        break;
                }
            }
        }

        return permission is not null
            ? new TerritoryAnswer(TerritoryStanding.Permitted, permission)
            : new TerritoryAnswer(TerritoryStanding.Outside, excepted);
    }

    /// <summary>Whether the closest line is an own area without conditions, in force all through the window.</summary>
    public bool IsPlainlyOwn(string areaCode, CaseWindow window)
    {
        var area = Number(areaCode);
        for (var unit = 1; unit <= Everywhere; unit *= 100)
        {
            if (_byArea.TryGetValue(area / unit * unit, out var lines))
            {
                return lines.Exists(l => l.Kind == TerritoryKind.Own && l.ProductCode is null
                    && l.ValidFrom <= window.Start && (l.ValidTo is not { } last || last >= window.End));
            }
        }

        return false;
    }

    /// <summary>Lines that grant something on a day: own and shared areas.</summary>
    public IEnumerable<TerritoryContract> Granted(string? product, DateOnly day) =>
        _all.Where(l => l.Kind is TerritoryKind.Own or TerritoryKind.Shared && l.Applies(product, day));

    private static int Number(string area) => int.Parse(area, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int Compare(TerritoryContract? a, TerritoryContract? b)
    {
        var order = a!.Kind.CompareTo(b!.Kind);
        order = order != 0 ? order : string.CompareOrdinal(a.AreaCode, b.AreaCode);
        order = order != 0 ? order : string.CompareOrdinal(a.Contract, b.Contract);
        order = order != 0 ? order : a.Version.CompareTo(b.Version);
        order = order != 0 ? order : string.CompareOrdinal(a.ProductCode, b.ProductCode);
        order = order != 0 ? order : a.ValidFrom.CompareTo(b.ValidFrom);
        order = order != 0 ? order : Nullable.Compare(a.ValidTo, b.ValidTo);
        return order != 0 ? order : string.CompareOrdinal(a.DealerCode, b.DealerCode);
    }
}
