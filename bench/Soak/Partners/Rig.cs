using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Deliver;
using DealerIntegration.Worker.Pipelines.Import;
using DealerIntegration.Worker.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>
/// A simulated partner, a clock that nobody waits for, and the hub's own pipelines between it and a real PostgreSQL
/// (测试台架). One seed after the other uses it; each has a connector file, a day and records of its own.
/// </summary>
internal sealed partial class Rig : IAsyncDisposable
{
    /// <summary>Silence of a partner ends after this.</summary>
    private const int TimeoutSeconds = 20;

    private const int MostSeeds = 100;

    private static readonly Lock Secrets = new();

    private readonly string _folder;
    private int _seeds;

    private Rig(CompliancePartner partner, Database database, string folder)
    {
        (Partner, _folder, Database) = (partner, folder, database);
        var paths = HubPaths.Find(Path.Combine(folder, "config"), folder);
        Stage = partner.NewStage(Time);
        Stage.Faults.OnSilence = () => Time.Pass(TimeSpan.FromSeconds(TimeoutSeconds));
        Connectors = new ConnectorRegistry(paths, Time);
        Sender = new OutboxSender(database, Time, NullLogger<OutboxSender>.Instance);
        Catalog = new JobCatalog(
        [
            new ImportPipeline(Connectors, new PullWindows(Time), database), new DeliverPipeline(Connectors, Sender),
        ]);
    }

    public Database Database { get; }

    public LeapingTime Time { get; } = new(new DateTimeOffset(2026, 11, 5, 2, 0, 0, TimeSpan.Zero));

    public Stage Stage { get; }

    public ConnectorRegistry Connectors { get; }

    public OutboxSender Sender { get; }

    public JobCatalog Catalog { get; }

    /// <summary>The connector's name in this seed; its rows and documents bear it.</summary>
    public string Source { get; private set; } = "";

    public CompliancePartner Partner { get; }

    /// <summary>A simulator keeps all it was ever sent: after many seeds a new one is faster.</summary>
    public bool IsUsedUp => _seeds >= MostSeeds;

    public string Scope => $"{Source}/{Connectors.Load(Source).Datasets[0].Dataset}";

    public static async Task<Rig> StartAsync(CompliancePartner partner, Database database, string folder)
    {
        var rig = new Rig(partner, database, folder);
        await rig.Stage.StartAsync();
        return rig;
    }

    /// <summary>Clears away what the seed before has left, and writes this one's connector file.</summary>
    public void Begin(SeedPlan plan)
    {
        _seeds++;
        Stage.Faults.Clear();
        Stage.Records.BeforePage = null;
        Stage.Forget();
        foreach (var record in Stage.Records.All)
        {
            Stage.Records.Remove(record.Number);
        }

        // The same hour of the next day: tokens have run out, and no window of this seed reaches into the last one.
        Time.Pass(Time.GetUtcNow().Date.AddHours(26) - Time.GetUtcNow().UtcDateTime);
        Stage.Clock.Skew = plan.Skew;
        Source = $"seed-{plan.Seed}";
        var window = plan.Window?.ToJson(Time.GetUtcNow());
        var json = JsonNode.Parse(Partner.FileJson(Stage.Address, Limits(plan), window))!;
        json["name"] = Source;
        var text = PageSize().Replace(json.ToJsonString(), $"${{1}}{plan.PageSize}");
        File.WriteAllText(Path.Combine(_folder, "config", "connectors", $"{Source}.json"), text);
        KeepSecrets(text);
    }

    public void End() => File.Delete(Path.Combine(_folder, "config", "connectors", $"{Source}.json"));

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    // All seeds share them; one that is being written must not be read.
    private void KeepSecrets(string file)
    {
        lock (Secrets)
        {
            foreach (var path in SecretName().Matches(file)
                .Select(match => Path.Combine(_folder, "secrets", match.Groups[1].Value))
                .Where(path => !File.Exists(path)))
            {
                File.WriteAllText(path, Stage.Secret);
            }
        }
    }

    private static string Limits(SeedPlan plan) =>
        $$"""
        {
          "parallel": 2, "timeoutSeconds": {{TimeoutSeconds}}, "retries": {{plan.Retries}},
          "backoffMilliseconds": 100, "longestWaitSeconds": 30, "settleSeconds": 0
        }
        """;

    // Where the caller says how many records a page has.
    [GeneratedRegex("(\"(?:pageSize|size)\":)3")]
    private static partial Regex PageSize();

    [GeneratedRegex("\"secret\":\"(\\w+)\"")]
    private static partial Regex SecretName();
}
