using System.Globalization;
using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>What a seed has drawn before anything happens.</summary>
internal sealed record SeedPlan(int Seed, int Records, int PageSize, int Retries, TimeSpan Skew, DrawnWindow? Window)
{
    public static SeedPlan Draw(int seed, CompliancePartner partner, Random random) => new(
        seed,
        random.Next(0, 20),
        random.Next(1, 7),
        random.Next(0, 4),
        TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(-30, 31) : 0),
        partner.Can.NoWindows is null && random.Next(3) > 0 ? DrawnWindow.Draw(random) : null);

    /// <summary>
    /// By how much a record may be seen later than it is stamped: what is later still, no rule of windows can catch.
    /// </summary>
    public int LatestSeconds => Window is { } window
        ? window.LagSeconds + (window.OverlapMinutes * 60) - 60
        : 3600;
}

/// <summary>The rule of windows that a seed pulls by (取数窗口).</summary>
internal sealed record DrawnWindow(int LagSeconds, int OverlapMinutes, int LongestHours, bool HasStart)
{
    public static DrawnWindow Draw(Random random) => new(
        random.Next(3) * 60, random.Next(2, 60), random.Next(1, 4) * 12, random.Next(2) == 0);

    /// <param name="now">A start lies two days before.</param>
    public string ToJson(DateTimeOffset now)
    {
        var since = HasStart
            ? string.Create(CultureInfo.InvariantCulture, $", \"since\": \"{now.AddDays(-2):yyyy-MM-ddTHH:mm:ssZ}\"")
            : "";
        return $$"""
            { "lagSeconds": {{LagSeconds}}, "overlapMinutes": {{OverlapMinutes}},
              "longestHours": {{LongestHours}}{{since}} }
            """;
    }
}
