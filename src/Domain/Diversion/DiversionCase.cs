using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Domain.Diversion;

/// <summary>Whether a group of scans is enough to accuse (立案) or only to watch (观察).</summary>
public enum CaseStanding
{
    Observation,
    Case,
}

/// <summary>How grave a case is (严重程度), by worth and by spread.</summary>
public enum Severity
{
    Minor,
    Serious,
    Grave,
}

/// <summary>
/// A diversion case or observation (窜货案件): one dealer's goods found in one foreign city in a month or quarter.
/// </summary>
/// <param name="Number">Follows from dealer, product, destination and window: a later run finds the same case.</param>
/// <param name="DestinationArea">The city the goods were found in: four digits and 00.</param>
/// <param name="Codes">Distinct codes that count.</param>
/// <param name="ShippedItems">What the share is taken of; null when the shipped quantity is unknown.</param>
/// <param name="Share">Codes ÷ shipped items, to six places; null when there is nothing to divide by.</param>
/// <param name="Value">Codes × price, rounded to cents half up; null when no price is known.</param>
/// <param name="Units">Cartons that moved apart: what one wrong record can have moved counts once.</param>
/// <param name="Sources">Distinct scanners, or places where a scanner has no name.</param>
/// <param name="Spots">Distinct places (area and place) the codes were read at.</param>
/// <param name="Confidence">Whole percent; the arithmetic stands in the evidence.</param>
/// <param name="EventIds">Scans that count, in ordinal order; none where an observation leaves all out.</param>
public sealed record DiversionCase(
    string Number,
    CaseStanding Standing,
    string DealerCode,
    string ProductCode,
    string DestinationArea,
    CaseWindow Window,
    int Codes,
    long? ShippedItems,
    decimal? Share,
    decimal? Value,
    int Units,
    int Sources,
    int Spots,
    int Confidence,
    Severity Severity,
    DateTimeOffset FirstScan,
    DateTimeOffset LastScan,
    IReadOnlyList<string> EventIds,
    IReadOnlyList<Evidence> Evidence,
    int RulesVersion)
{
    /// <summary>The number of the case with this key. Window and city are readable, the rest is a digest.</summary>
    public static string NumberOf(string dealerCode, string productCode, string destinationArea, CaseWindow window)
    {
        // Lengths keep ("A", "BC") and ("AB", "C") apart, whatever characters the codes hold.
        var key = $"{dealerCode.Length}:{dealerCode}|{productCode.Length}:{productCode}|{destinationArea}|{window}";
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)), 0, 6);
        return $"DC-{window.ToString().Replace("-", "", StringComparison.Ordinal)}-{destinationArea}-{digest}";
    }
}
