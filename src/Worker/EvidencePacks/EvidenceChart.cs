using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Worker.Dashboard.Pages;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>Draws when and where codes were found, as pictures that need nothing but the page they are in.</summary>
internal static class EvidenceChart
{
    private const int Width = 920;
    private const int Left = 44;
    private const int PlotHeight = 190;
    private const int Top = 12;
    private const int PlacesShown = 5;
    private const int PlacesListed = 12;
    private const int LongestDays = 100;

    // Told apart by people who see colours differently too; the last is for all other places.
    private static readonly string[] Colours = ["#1f3a5f", "#d1495b", "#edae49", "#00798c", "#7a5195", "#9aa5b1"];

    /// <summary>A bar for each day with scans that count, in the colours of the places.</summary>
    public static Html Days(IReadOnlyList<EvidenceScan> scans)
    {
        EvidenceScan[] counting = [.. scans.Where(s => s.Counts)];
        if (counting.Length == 0)
        {
            return Html.Nothing;
        }

        string[] places = [.. ByPlace(counting).Take(PlacesShown).Select(p => p.Place)];
        var days = Days(counting, out var first, out var step);
        var most = days.Max(d => d.Length);
        var slot = (Width - Left) / (decimal)days.Count;
        return Html.Of($"""
            <svg viewBox="0 0 {Width} {Top + PlotHeight + 64}" role="img"
             aria-label="每日扫码 Scans by day"><g font-size="11" fill="#51606f">
            <line x1="{Left}" y1="{Top + PlotHeight}" x2="{Width}" y2="{Top + PlotHeight}" stroke="#8895a3"/>
            <text x="{Left - 6}" y="{Top + 10}" text-anchor="end">{most}</text>
            <text x="{Left - 6}" y="{Top + PlotHeight}" text-anchor="end">0</text>
            {Html.Each(days.Index(), d => Bar(d.Item, places, Left + (d.Index * slot), slot, most))}
            {Html.Each(Labelled(days.Count), i => Label(first.AddDays(i * step), Left + ((i + 0.5m) * slot)))}
            {Html.Each(places.Append("").Index().Where(p => p.Item.Length > 0 || Others(counting, places) > 0), Legend)}
            </g></svg>
            """);
    }

    /// <summary>A bar for each place, the most codes first.</summary>
    public static Html Places(IReadOnlyList<EvidenceScan> scans)
    {
        EvidenceScan[] counting = [.. scans.Where(s => s.Counts)];
        (string Place, int Scans)[] places = [.. ByPlace(counting)];
        if (places.Length == 0)
        {
            return Html.Nothing;
        }

        (string Place, int Scans)[] shown = [.. places.Take(PlacesListed)];
        var rest = places.Skip(PlacesListed).Sum(p => p.Scans);
        if (rest > 0)
        {
            shown = [.. shown, ($"其他 {places.Length - PlacesListed} 处 other places", rest)];
        }

        var most = shown.Max(p => p.Scans);
        return Html.Of($"""
            <svg viewBox="0 0 {Width} {(shown.Length * 24) + 8}" role="img" aria-label="地点 Places"><g font-size="12">
            {Html.Each(shown.Index(), p => Row(p.Item, p.Index * 24, most))}
            </g></svg>
            """);
    }

    /// <summary>What part of the items shipped was found, as a bar of the whole.</summary>
    public static Html Share(EvidenceReport report) => report is not { Share: { } share, Shipped: { } shipped }
        ? Html.Nothing
        : Html.Of($"""
            <svg viewBox="0 0 {Width} 46" role="img" aria-label="占比 Share"><g font-size="12">
            <rect x="0" y="4" width="{Width}" height="18" fill="#e6ebf1"/>
            <rect x="0" y="4" width="{Pixels(Width * Math.Min(1m, share))}" height="18" fill="#d1495b"/>
            <text x="0" y="40">发现 {report.Codes} 码，占出库 {shipped} 件的 {share:0.00##%} · {report.Codes} codes
             found of {shipped} items shipped</text></g></svg>
            """);

    private static IEnumerable<(string Place, int Scans)> ByPlace(IEnumerable<EvidenceScan> scans) => scans
        .GroupBy(PlaceOf, StringComparer.Ordinal)
        .Select(g => (g.Key, g.Count()))
        .OrderByDescending(p => p.Item2)
        .ThenBy(p => p.Key, StringComparer.Ordinal);

    private static string PlaceOf(EvidenceScan scan) =>
        scan.Place.Length == 0 ? scan.Area : $"{scan.Area} {scan.Place}";

    // Every day from the first scan to the last, also those without; over long windows several days share a bar.
    private static List<EvidenceScan[]> Days(EvidenceScan[] scans, out DateOnly first, out int step)
    {
        var from = DateOnly.FromDateTime(scans.Min(s => s.At));
        var count = DateOnly.FromDateTime(scans.Max(s => s.At)).DayNumber - from.DayNumber + 1;
        var width = ((count - 1) / LongestDays) + 1;
        var byBar = scans.ToLookup(s => (DateOnly.FromDateTime(s.At).DayNumber - from.DayNumber) / width);
        (first, step) = (from, width);
        return [.. Enumerable.Range(0, ((count - 1) / width) + 1).Select(i => byBar[i].ToArray())];
    }

    private static IEnumerable<int> Labelled(int bars)
    {
        var every = ((bars - 1) / 12) + 1;
        return Enumerable.Range(0, bars).Where(i => i % every == 0);
    }

    private static Html Bar(EvidenceScan[] scans, string[] places, decimal x, decimal slot, int most)
    {
        var parts = new List<Html>();
        var width = Math.Min(slot * 0.8m, 48);
        var y = (decimal)(Top + PlotHeight);
        for (var i = 0; i <= places.Length; i++)
        {
            var count = scans.Count(s => ColourOf(s, places) == i);
            var height = PlotHeight * count / (decimal)most;
            y -= height;
            parts.Add(Html.When(count > 0, () => Html.Of($"""
                <rect x="{Pixels(x + ((slot - width) / 2))}" y="{Pixels(y)}" width="{Pixels(width)}"
                 height="{Pixels(height)}" fill="{Colours[i < places.Length ? i : ^1]}"/>
                """)));
        }

        return Html.Join(parts);
    }

    private static int ColourOf(EvidenceScan scan, string[] places)
    {
        var at = Array.IndexOf(places, PlaceOf(scan));
        return at < 0 ? places.Length : at;
    }

    private static int Others(EvidenceScan[] scans, string[] places) =>
        scans.Count(s => ColourOf(s, places) == places.Length);

    private static Html Label(DateOnly day, decimal x) => Html.Of(
        $"""<text x="{Pixels(x)}" y="{Top + PlotHeight + 16}" text-anchor="middle">{day:MM-dd}</text>""");

    private static Html Legend((int Index, string Item) place)
    {
        var (index, name) = place;
        var (x, y) = (Left + (index % 3 * 295), Top + PlotHeight + 30 + (index / 3 * 18));
        var text = name.Length == 0 ? "其他地点 other places" : name;
        var shown = text.Length > 26 ? text[..25] + "…" : text;
        return Html.Of($"""
            <rect x="{x}" y="{y}" width="11" height="11" fill="{Colours[name.Length == 0 ? ^1 : index]}"/>
            <text x="{x + 16}" y="{y + 10}">{shown}</text>
            """);
    }

    private static Html Row((string Place, int Scans) place, int y, int most)
    {
        var text = place.Place.Length > 34 ? place.Place[..33] + "…" : place.Place;
        return Html.Of($"""
            <text x="0" y="{y + 17}">{text}</text>
            <rect x="420" y="{y + 5}" width="{Pixels(440m * place.Scans / most)}" height="15" fill="#1f3a5f"/>
            <text x="{Pixels(428 + (440m * place.Scans / most))}" y="{y + 17}">{place.Scans}</text>
            """);
    }

    private static string Pixels(decimal value) => value.ToString("0.##");
}
