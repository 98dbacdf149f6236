using System.Reflection;

namespace DealerIntegration.Worker.Jobs;

/// <summary>Version of this build, stored on every run.</summary>
internal static class CodeVersion
{
    public static readonly string Current =
        typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";
}
