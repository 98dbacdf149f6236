using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Worker.Hosting;

/// <summary>Finds the server programs of an installed PostgreSQL; nothing is downloaded.</summary>
internal static class PostgresBinaries
{
    private const string Variable = "HUB_POSTGRES_BIN";

    private static string? Named =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    public static string Find()
    {
        var exe = OperatingSystem.IsWindows() ? ".exe" : "";
        return Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb" + exe))
            && File.Exists(Path.Combine(folder, "pg_ctl" + exe)))
            ?? throw new ConfigurationException(
                (Named is { } named
                    ? $"{Variable} names {named}, which holds no initdb and pg_ctl. Correct or unset it; where no "
                        + "PostgreSQL is installed, install it"
                    : "No PostgreSQL server programs (initdb, pg_ctl) were found. Install them")
                + " (Debian and Ubuntu: apt-get install postgresql), or set HUB_DATABASE to the connection string of a "
                + "server.");
    }

    private static IEnumerable<string> Candidates()
    {
        if (Named is { } named)
        {
            // Named on purpose: another installation must not be taken in its place.
            return [named];
        }

        var found = new List<string>();
        found.AddRange(Versions("/usr/lib/postgresql", "bin"));
        found.AddRange(Versions("/opt/homebrew/opt", "bin").Where(p =>
            p.Contains("postgresql", StringComparison.Ordinal)));
        found.AddRange(Versions(@"C:\Program Files\PostgreSQL", "bin"));
        found.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        return found;
    }

    // Newest version first.
    private static IEnumerable<string> Versions(string root, string leaf) => Directory.Exists(root)
        ? Directory.GetDirectories(root)
            .OrderByDescending(p => int.TryParse(Path.GetFileName(p), out var version) ? version : 0)
            .ThenByDescending(p => p, StringComparer.Ordinal)
            .Select(p => Path.Combine(p, leaf))
        : [];
}
