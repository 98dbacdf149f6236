using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Worker.Hosting;

/// <summary>
/// The data folder of one checkout: database, dealers' folders, logs and secrets live outside the source tree, so that
/// a clean of the checkout never touches a month of business.
/// </summary>
internal sealed class HubPaths
{
    private HubPaths(string config, string data)
    {
        Config = config;
        Data = data;
    }

    public string Config { get; }

    public string Data { get; }

    public string Postgres => Path.Combine(Data, "postgres");

    public string Secrets => Path.Combine(Data, "secrets");

    /// <summary>Environment variable that names another file for the session of this command line.</summary>
    public const string SessionVariable = "HUB_SESSION";

    /// <summary>
    /// The session of whoever is signed in on this command line, one for each user of the machine and data folder.
    /// </summary>
    public string Session => Environment.GetEnvironmentVariable(SessionVariable) is { Length: > 0 } file
        ? Path.GetFullPath(file)
        : Path.Combine(StateFolder(), "sessions", Digest(Data));

    public string Logs => Path.Combine(Data, "logs");

    public string Resolve(string folder) => Path.GetFullPath(folder, Data);

    /// <param name="config">Configuration folder; null: HUB_CONFIG, else <c>config</c> of the checkout.</param>
    /// <param name="data">Data folder; null: HUB_DATA, else the machine's place for state.</param>
    public static HubPaths Find(string? config, string? data)
    {
        var configFolder = Path.GetFullPath(
            config ?? Environment.GetEnvironmentVariable("HUB_CONFIG") ?? FindUpwards("config"));
        var dataFolder = Path.GetFullPath(
            data ?? Environment.GetEnvironmentVariable("HUB_DATA") ?? DefaultData(configFolder));
        return new HubPaths(configFolder, dataFolder);
    }

    /// <summary>Creates the folders; secrets are for the owner's eyes only.</summary>
    public void Create()
    {
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(Logs);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Secrets);
        }
        else
        {
            Directory.CreateDirectory(Secrets,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string DefaultData(string configFolder)
    {
        var checkout = Path.GetDirectoryName(configFolder) ?? configFolder;
        return Path.Combine(StateFolder(), Digest(checkout));
    }

    private static string Digest(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..10];

    private static string StateFolder()
    {
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            return "/var/lib/dealer-integration";
        }

        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        if (!string.IsNullOrEmpty(state))
        {
            return Path.Combine(state, "dealer-integration");
        }

        return Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify),
            "dealer-integration");
    }

    private static string FindUpwards(string name)
    {
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, name);
                if (File.Exists(Path.Combine(candidate, "hub.json")))
                {
                    return candidate;
                }
            }
        }

        throw new Connectors.Configuration.ConfigurationException(
            $"No {name}/hub.json here or above; name the configuration folder with --config or HUB_CONFIG.");
    }
}
