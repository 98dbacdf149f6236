namespace DealerIntegration.Worker.Dashboard.Access;

/// <summary>Roles of dashboard users (角色): what <c>ops.dashboard_user.role</c> may hold.</summary>
internal static class Roles
{
    /// <summary>Looks, starts runs, acts on jobs.</summary>
    public const string It = "it";

    /// <summary>Looks and downloads, changes nothing.</summary>
    public const string Viewer = "viewer";

    public static readonly IReadOnlyList<string> All = [It, Viewer];
}
