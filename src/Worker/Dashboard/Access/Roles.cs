using System.Security.Claims;

namespace DealerIntegration.Worker.Dashboard.Access;

/// <summary>Roles of dashboard users (角色): what <c>ops.dashboard_user.role</c> may hold.</summary>
internal static class Roles
{
    /// <summary>Looks, starts runs, acts on jobs.</summary>
    public const string It = "it";

    /// <summary>Looks, runs the month, decides about lines, closes and opens periods (财务).</summary>
    public const string Finance = "finance";

    /// <summary>Looks, and acts on diversion cases (渠道稽查).</summary>
    public const string Channel = "channel";

    /// <summary>Looks and downloads, changes nothing.</summary>
    public const string Viewer = "viewer";

    public static readonly IReadOnlyList<string> All = [It, Finance, Channel, Viewer];

    /// <summary>Name of the policy for what belongs to a month's work.</summary>
    public const string MonthPolicy = "month";

    /// <summary>Name of the policy for what only finance may do: releasing money (放行).</summary>
    public const string FinancePolicy = "money";

    /// <summary>Name of the policy for what only channel control may do: acting on diversion cases.</summary>
    public const string ChannelPolicy = "cases";

    /// <summary>Who may do a month's work: finance, and today IT as well.</summary>
    public static readonly IReadOnlyList<string> MonthWorkers = [It, Finance];

    public static bool MayWorkOnMonth(ClaimsPrincipal user) => MonthWorkers.Any(user.IsInRole);

    public static string Of(ClaimsPrincipal user) => All.FirstOrDefault(user.IsInRole) ?? Viewer;
}
