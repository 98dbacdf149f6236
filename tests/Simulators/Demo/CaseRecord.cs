using System.Globalization;
using System.Text.RegularExpressions;

namespace DealerIntegration.Simulators.Demo;

internal sealed record CaseDone(string Action, string By);

internal sealed record VolumeMoved(string Side, string Dealer, decimal Items, decimal Net);

/// <summary>What <c>hub cases show</c> tells of a case: who did what about it, and what its ruling moved.</summary>
internal sealed partial record CaseRecord(
    string Number, IReadOnlyList<CaseDone> Steps, IReadOnlyList<VolumeMoved> Moves)
{
    public static CaseRecord Read(string number, IReadOnlyList<string> lines) => new(
        number,
        [.. lines.Select(line => Step().Match(line)).Where(found => found.Success)
            .Select(found => new CaseDone(found.Groups["action"].Value, found.Groups["by"].Value))],
        [.. lines.Select(line => Move().Match(line)).Where(found => found.Success)
            .Select(found => new VolumeMoved(
                found.Groups["side"].Value, found.Groups["dealer"].Value, Amount(found.Groups["items"]),
                Amount(found.Groups["net"])))]);

    private static decimal Amount(Group text) =>
        decimal.Parse(text.Value, NumberStyles.Number, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s+\d+\. \d{4}-\d\d-\d\d \d\d:\d\d\s+(?<action>\w+) by (?<by>[^,\s]+), now ")]
    private static partial Regex Step();

    [GeneratedRegex(
        @"^\s+\d+\s+(?<side>in|out)\s+(?<dealer>\S+)\s+\d{4}-\d\d-\d\d\s+(?<items>-?[\d,.]+) items\s+"
        + @"(?<net>-?[\d,.]+) without tax")]
    private static partial Regex Move();
}
