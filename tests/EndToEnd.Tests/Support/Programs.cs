using DealerIntegration.Simulators.Demo;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>The programs under test, of the same build as the tests: Release beside Release.</summary>
internal static class Programs
{
    public const string Period = "2026-10";

    /// <summary>Programs that live for seconds only never earn back the cost of being profiled.</summary>
    public static readonly (string Name, string Value) Quick = ("DOTNET_TieredPGO", "0");

    public static string Root { get; } = Checkout.Root();

    public static string Worker { get; } = Built(Path.Combine("src", "Worker"), "DealerIntegration.Worker.dll");

    public static string Simulators { get; } =
        Built(Path.Combine("tests", "Simulators"), "DealerIntegration.Simulators.dll");

    private static string Built(string project, string name)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(Root, project, "bin", framework.Parent!.Name, framework.Name, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built.", path);
    }
}
