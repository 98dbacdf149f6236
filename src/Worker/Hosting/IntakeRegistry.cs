using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Hosting;

/// <summary>
/// The servers of config/intake.json that dealers' files come from; the file is read anew for each run, so a fix counts
/// at once.
/// </summary>
internal sealed class IntakeRegistry(HubPaths paths, TimeProvider clock)
{
    private readonly Secrets _secrets = new(paths.Secrets);

    /// <param name="scope">One way by its name, which must be switched on then; empty: all that are.</param>
    /// <exception cref="ConfigurationException">The file is wrong, or the scope names no way that is on.</exception>
    public IReadOnlyList<IntakeWay> Ways(string scope)
    {
        var on = IntakeFile.Load(paths.Config).WaysOn();
        if (scope.Length == 0)
        {
            return on;
        }

        var named = on.Where(way => ArrivalStore.NameOf(way) == scope).ToList();
        return named.Count > 0 ? named : throw new ConfigurationException(
            $"{Path.Combine(paths.Config, IntakeFile.FileName)}: no server is switched on as '{scope}'; switched on: "
            + $"{(on.Count == 0 ? "none" : string.Join(", ", on.Select(ArrivalStore.NameOf)))}.");
    }

    /// <exception cref="ConfigurationException">The way is off, or a secret it names is not set.</exception>
    public IIntake Open(IntakeWay way) => IntakeList.Open(way, IntakeFile.Load(paths.Config), _secrets, clock);
}
