using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>
/// What the policies are called (政策名称). A name is no part of a result: one that was corrected since is shown as it
/// is now, and a policy that is gone is shown by its code.
/// </summary>
internal sealed class PolicyNames(IReadOnlyDictionary<string, string> names)
{
    public static PolicyNames Of(HubPaths paths) => In(Path.Combine(paths.Config, "rebates"));

    public static PolicyNames In(string folder) => new(
        PolicyFolder.Load(folder).Policies.ToDictionary(p => p.Code, p => p.Name, StringComparer.Ordinal));

    public string? Of(string policy) => names.GetValueOrDefault(policy);
}
