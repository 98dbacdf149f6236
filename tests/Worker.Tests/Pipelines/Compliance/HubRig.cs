using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;
using DealerIntegration.Worker.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DealerIntegration.Worker.Tests.Pipelines.Compliance;

/// <summary>A hub of which a partner's stage is the only connector, on a clock that nobody waits for (测试台架).</summary>
internal sealed class HubRig : IAsyncDisposable
{
    private const int TimeoutSeconds = 10;

    private const string Limits = """
        {
          "parallel": 4, "retries": 1, "timeoutSeconds": 10, "backoffMilliseconds": 1, "longestWaitSeconds": 30,
          "settleSeconds": 0
        }
        """;

    private readonly CompliancePartner _partner;
    private readonly string _dataset;

    private HubRig(CompliancePartner partner, Stage stage, LeapingTime time, TestHub hub, JsonElement file)
    {
        (_partner, Stage, Time, Hub) = (partner, stage, time, hub);
        Connector = file.GetProperty("name").GetString()!;
        _dataset = file.GetProperty("datasets")[0].GetProperty("dataset").GetString()!;
    }

    public Stage Stage { get; }

    public LeapingTime Time { get; }

    public TestHub Hub { get; }

    public string Connector { get; }

    /// <summary>The scope of a pull.</summary>
    public string Pulled => $"{Connector}/{_dataset}";

    /// <summary>Whether a document goes with its record at the partner.</summary>
    public bool EndsWithSource
    {
        get
        {
            var file = new ConnectorRegistry(Hub.Paths, TimeProvider.System).Load(Connector);
            return SnapshotDiff.MayEnd(
                ConnectorRegistry.ReaderOf(file, TimeProvider.System), file.Dataset(_dataset));
        }
    }

    /// <summary>What the partner holds at this moment, as <see cref="CameAsync"/> writes it.</summary>
    public IEnumerable<string> Held => Stage.Records.All.Select(Text);

    /// <param name="window">JSON of the rule for windows; null: everything each time.</param>
    public static async Task<HubRig> StartAsync(
        PostgresFixture postgres, CompliancePartner partner, string? window = null)
    {
        // Always the same forenoon: stock counted on another day is another document.
        var time = new LeapingTime(new DateTimeOffset(2026, 11, 5, 2, 0, 0, TimeSpan.Zero));
        var stage = partner.NewStage(time);
        await stage.StartAsync();
        stage.Faults.OnSilence = () => time.Pass(TimeSpan.FromSeconds(TimeoutSeconds));
        var json = partner.FileJson(stage.Address, Limits, window);
        using var file = JsonDocument.Parse(json);
        var root = file.RootElement.Clone();
        var hub = await TestHub.OpenAsync(
            postgres,
            new TestConfig
            {
                ChunkAttempts = 1,
                Files = new Dictionary<string, string>
                {
                    [$"connectors/{root.GetProperty("name").GetString()}.json"] = json,
                },
            },
            services => services.AddSingleton<TimeProvider>(time)
                .AddSingleton<SourceWatch>(source => new WatchedSource(source, stage)));
        await File.WriteAllTextAsync(Path.Combine(hub.Paths.Secrets, "PARTNER_SECRET"), Stage.Secret);
        return new HubRig(partner, stage, time, hub, root);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Stage.DisposeAsync();
    }

    /// <summary>The number tells the amount; the last change is a day ago and a minute apart.</summary>
    public StageRecord Record(int number) => new(
        $"{4700000 + number}", StageBusiness.Dealer, number + 0.10m, Time.GetUtcNow().AddDays(-1).AddMinutes(number));

    public void Hold(params IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            Stage.Records.Put(Record(number));
        }
    }

    /// <summary>Number and amount of every current document.</summary>
    public Task<IReadOnlyList<string>> CameAsync() => Hub.RowsAsync(
        $"""
        SELECT {_partner.NumberField}, {_partner.AmountField} FROM {Table}
         WHERE until_seq = 9223372036854775807 ORDER BY 1
        """);

    public Task<long> VersionsAsync() => Hub.CountAsync(Table);

    public Task<long> CertificatesAsync() => Hub.CountAsync("ops.certificate WHERE complete");

    /// <summary>Puts documents with these keys into the outbox.</summary>
    public async Task PostAsync(params IEnumerable<string> keys)
    {
        var run = await Hub.ImportRunAsync();
        await Hub.Database.InTransactionAsync(
            async (_, transaction) =>
            {
                foreach (var document in keys.Select(_partner.Document))
                {
                    await OutboxStore.AddAsync(
                        transaction,
                        new OutboxEntry(
                            Connector, document.Kind, document.Key, document.DealerCode, document.Payload),
                        run,
                        CancellationToken.None);
                }
            },
            CancellationToken.None);
    }

    /// <summary>
    /// Delivers. Where the partner says only later what became of a document, the next deliveries ask for it.
    /// </summary>
    public async Task<Run> DeliverAsync()
    {
        var run = await Hub.RunAsync("deliver", Connector);
        for (var more = 0; _partner.Can.AnswersLater is not null && more < 3 && await OpenAsync() > 0; more++)
        {
            Time.Pass(TimeSpan.FromMinutes(1));
            run = await Hub.RunAsync("deliver", Connector);
        }

        return run;
    }

    /// <summary>
    /// Sets a fault. One that befalls calls cannot befall a partner that is not called, and the other way round: the
    /// law then has to hold without it.
    /// </summary>
    /// <returns>False: the partner cannot have it.</returns>
    public bool Trouble(string fault, int count = 1, CallKind? on = null, int after = 0)
    {
        if (Stage.Faults.Kinds.Any(kind => kind.Name == fault))
        {
            Stage.Faults.Next(fault, count, on, after);
            return true;
        }

        Assert.NotNull(_partner.Can.NoCalls);
        Assert.Contains(FaultList.Common, kind => kind.Name == fault);
        return false;
    }

    private Task<long> OpenAsync() => Hub.CountAsync("delivery.outbox WHERE status IN ('pending', 'unknown')");

    /// <summary>Key, status and partner's number of every document.</summary>
    public Task<IReadOnlyList<string>> OutboxAsync() =>
        Hub.RowsAsync("SELECT key, status, partner_number FROM delivery.outbox ORDER BY key");

    /// <summary>The outbox as it must be when each key had the one effect that the partner knows of.</summary>
    public IEnumerable<string> DoneOnce => Stage.Effects
        .OrderBy(effect => effect.Key, StringComparer.Ordinal)
        .Select(effect => $"{effect.Key}|done|{Assert.Single(effect.Value)}");

    private string Table => $"canonical.{CanonicalTable.Of(Datasets.Find(_dataset)!).Name}";

    private static string Text(StageRecord record) =>
        string.Create(CultureInfo.InvariantCulture, $"{record.Number}|{record.Amount:0.####}");
}
