using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Simulators.YonBip;

namespace DealerIntegration.Connectors.Tests.YonBip;

/// <summary>The simulated tenant with the example's connector pointed at it, on a clock that leaps.</summary>
internal sealed class Tenant : IAsyncDisposable
{
    private static readonly Limits Limits = new()
    {
        Parallel = 4, Retries = 3, TimeoutSeconds = 20, BackoffMilliseconds = 100, LongestWaitSeconds = 30,
    };

    private Tenant(YonBipStage stage, LeapingTime time, ConnectorFile file)
    {
        (Stage, Time, File) = (stage, time, file);
        (Source, Target) = ConnectorList.Create(file, new StageSecrets(), time) is ({ } source, { } target)
            ? (source, target)
            : throw new InvalidOperationException("The example reads and writes.");
    }

    public YonBipStage Stage { get; }

    public LeapingTime Time { get; }

    public ConnectorFile File { get; }

    public ISource Source { get; }

    public ITarget Target { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="edit">Changes the example's file before it is read.</param>
    /// <param name="books">Whether the tenant holds the bills of the seeded business.</param>
    public static async Task<Tenant> OpenAsync(
        Action<JsonNode>? edit = null, bool books = false, YonBipOptions? options = null)
    {
        var time = new LeapingTime(new DateTimeOffset(2026, 11, 5, 2, 0, 0, TimeSpan.Zero));
        var stage = new YonBipStage(time, options) { Books = books ? YonBipBooks.Of(StageBusiness.Month) : null };
        await stage.StartAsync();
        stage.Faults.OnSilence = () => time.Pass(TimeSpan.FromSeconds(Limits.TimeoutSeconds));
        return new Tenant(stage, time, Parse(edit) with { Address = stage.Address, Limits = Limits });
    }

    /// <summary>The example's file, checked as when it is loaded.</summary>
    public static ConnectorFile Parse(Action<JsonNode>? edit)
    {
        var text = System.IO.File.ReadAllText(Repository.Path("examples/yonbip/connector.json"));
        var json = JsonNode.Parse(text, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })!;
        edit?.Invoke(json);
        var file = ConfigFile.Parse<ConnectorFile>(json.ToJsonString(), "connector.json") with
        {
            FilePath = "connector.json",
        };
        MappingCheck.Require(file.Datasets, file.FilePath);
        Connectors.YonBip.YonBipCheck.Require(file);
        return file;
    }

    /// <summary>The member of the first dataset of a name.</summary>
    public static JsonObject SourceOf(JsonNode file, string dataset) => file["datasets"]!.AsArray()
        .First(d => (string?)d!["dataset"] == dataset)!["source"]!.AsObject();

    public static JsonObject Rule(JsonNode file) => file["yonbip"]!["targets"]!["sales-order"]!.AsObject();

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    public async Task<List<RawPage>> PullAsync(string dataset, Window? window = null, string? cursor = null)
    {
        var (mapping, asked) = (File.Dataset(dataset), window ?? Window.Everything);
        List<RawPage> pages = [];
        foreach (var part in await Source.PartsAsync(mapping, asked, Cancel))
        {
            await foreach (var page in Source.PullAsync(mapping, part, asked, cursor, Cancel))
            {
                pages.Add(page);
            }
        }

        return pages;
    }

    public MappedPage Map(string dataset, RawPage page)
    {
        var mapping = File.Dataset(dataset);
        return Mapper.Map(Datasets.Find(dataset)!, mapping, Source.Read(mapping, page));
    }

    public List<MappedDocument> Documents(string dataset, IEnumerable<RawPage> pages) =>
        [.. pages.SelectMany(page => Map(dataset, page).Documents)];

    public static object? Value(string dataset, MappedDocument document, string field) =>
        document.Values[Datasets.Find(dataset)!.IndexOf(field)];

    public Task<PushOutcome> PushAsync(PushDocument document) => Target.PushAsync(document, Cancel);

    public Task<string?> FindAsync(PushDocument document) => Target.FindAsync(document, Cancel);

    /// <summary>Sends a body past the connector, as somebody else would.</summary>
    public Task<Connectors.YonBip.YonBipReply> SendAsync(string path, string json) =>
        new Connectors.YonBip.YonBipClient(File, new StageSecrets(), Time, testHandler: null)
            .WriteAsync(path, json, Cancel);
}
