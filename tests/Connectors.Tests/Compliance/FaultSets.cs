namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>The common faults by what a caller must make of them (故障分类).</summary>
internal static class FaultSets
{
    /// <summary>They pass by themselves: a read tries again.</summary>
    public static readonly string[] Passing =
    [
        "status429", "status429Date", "status500", "echo", "status503", "lostBeforeEffect", "lostAfterEffect",
        "timeoutBeforeEffect", "timeoutAfterEffect", "slowDrip", "emptyBody", "truncate", "truncateChunked",
        "truncateUnframed", "truncateReset", "truncateCompressed",
    ];

    /// <summary>A person must act: a read does not try again. A refused sign-in is a matter of its own.</summary>
    public static readonly string[] ForAPerson =
        ["status403", "status404", "status409", "html", "redirect"];

    /// <summary>A write had no effect, and no answer tells so in the partner's own words.</summary>
    public static readonly string[] BeforeEffect =
    [
        "status401", "status403", "status404", "status429", "status429Date", "status500", "echo", "status503", "html",
        "redirect", "errorInside", "lostBeforeEffect", "timeoutBeforeEffect",
    ];

    /// <summary>A write had its effect, and no answer tells so.</summary>
    public static readonly string[] AfterEffect =
    [
        "lostAfterEffect", "timeoutAfterEffect", "slowDrip", "status500AfterEffect", "accepted", "emptyBody",
        "truncate", "truncateChunked", "truncateUnframed", "truncateReset", "truncateCompressed",
    ];

    /// <summary>Whatever a fault leads to, it is said aloud.</summary>
    public static IEnumerable<string> All => Passing.Concat(ForAPerson).Concat(["status401", "errorInside"]);
}
