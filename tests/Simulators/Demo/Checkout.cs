using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Simulators.Demo;

/// <summary>Where things lie: the checkout this executable was built from, the hub's worker, the data folder.</summary>
internal static class Checkout
{
    /// <exception cref="DemoFailure">This executable was moved out of its checkout.</exception>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DealerIntegration.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DemoFailure(
            $"No DealerIntegration.sln above {AppContext.BaseDirectory}; run the demo from its checkout.");
    }

    /// <exception cref="DemoFailure">The worker is not built.</exception>
    public static string Worker(string root)
    {
        const string Name = "DealerIntegration.Worker.dll";
        if (Environment.GetEnvironmentVariable("HUB_WORKER") is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? named
                : throw new DemoFailure($"HUB_WORKER names {named}, which does not exist.");
        }

        // The newest build wins: an old Release beside a fresh Debug must not run yesterday's hub.
        return new[] { "Release", "Debug" }
            .Select(kind => Path.Combine(root, "src", "Worker", "bin", kind, "net10.0", Name))
            .Where(File.Exists)
            .MaxBy(File.GetLastWriteTimeUtc)
            ?? throw new DemoFailure(
                $"The hub is not built. Build it with: dotnet build {Path.Combine(root, "src", "Worker")}");
    }

    /// <summary>The place the hub itself would choose, so that its other commands find the demo's data.</summary>
    public static string Data(string root, string? asked)
    {
        var named = asked ?? Environment.GetEnvironmentVariable("HUB_DATA");
        if (!string.IsNullOrEmpty(named))
        {
            return Path.GetFullPath(named);
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..10];
        return Path.Combine(StateFolder(), digest);
    }

    private static string StateFolder()
    {
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            return "/var/lib/dealer-integration";
        }

        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        if (string.IsNullOrEmpty(state))
        {
            state = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        }

        return Path.Combine(state, "dealer-integration");
    }
}
