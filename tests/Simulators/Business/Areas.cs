namespace DealerIntegration.Simulators.Business;

/// <summary>
/// Administrative areas by GB/T 2260 (行政区划): prefectures of the demo's provinces, with some counties.
/// </summary>
internal static class Areas
{
    /// <summary>County codes by prefecture code; the province is the first two digits followed by zeros.</summary>
    public static readonly SortedDictionary<string, string[]> Counties = new(StringComparer.Ordinal)
    {
        ["320100"] = ["320102", "320104", "320106"],
        ["320200"] = ["320205", "320206", "320211"],
        ["320400"] = ["320402", "320404"],
        ["320500"] = ["320505", "320506", "320507"],
        ["330100"] = ["330102", "330105", "330106"],
        ["330200"] = ["330203", "330205", "330206"],
        ["330300"] = ["330302", "330303"],
        ["330400"] = ["330402", "330411"],
        ["370100"] = ["370102", "370103"],
        ["370200"] = ["370202", "370203"],
        ["370600"] = ["370602", "370611"],
        ["420100"] = ["420102", "420106", "420111"],
        ["420500"] = ["420502", "420503"],
        ["420600"] = ["420602", "420606"],
        ["430100"] = ["430102", "430103", "430104"],
        ["430200"] = ["430202", "430203"],
        ["440100"] = ["440103", "440104", "440106"],
        ["440300"] = ["440303", "440304", "440305"],
        ["440600"] = ["440604", "440605"],
        ["510100"] = ["510104", "510105"],
    };

    public static string PrefectureOf(string area) => area[..4] + "00";

    /// <summary>A territory code ending in zeros covers everything below it.</summary>
    public static bool Covers(string territory, string area) =>
        territory.EndsWith("0000", StringComparison.Ordinal) ? area[..2] == territory[..2]
        : territory.EndsWith("00", StringComparison.Ordinal) ? area[..4] == territory[..4]
        : area == territory;

    public static bool Covers(IEnumerable<string> territory, string area) => territory.Any(code => Covers(code, area));

    public static List<string> Within(IReadOnlyList<string> territory) =>
        [.. Counties.Values.SelectMany(counties => counties).Where(county => Covers(territory, county))];

    /// <summary>Counties of other regions: far enough away that no border town can excuse a scan there.</summary>
    public static List<string> FarFrom(IReadOnlyList<string> territory) =>
        [.. Counties.Values.SelectMany(counties => counties)
            .Where(county => territory.All(code => Region(code) != Region(county)))];

    // People of Suzhou and Jiaxing shop on both sides of the border between their provinces.
    private static string Region(string area) => area[..2] == "32" ? "33" : area[..2];
}
