using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>
/// A partner's stage with a connector pointed at it, on a clock that nobody waits for (测试台架).
/// </summary>
internal sealed class Rig : IAsyncDisposable
{
    /// <summary>Retries that a single fault does not use up, and no real pauses: the clock leaps.</summary>
    public static readonly Limits Limits = new()
    {
        Parallel = 4, Retries = 3, TimeoutSeconds = 20, BackoffMilliseconds = 100, LongestWaitSeconds = 30,
    };

    private readonly CompliancePartner partner;

    private Rig(CompliancePartner partner, Stage stage, LeapingTime time, Limits limits)
    {
        (this.partner, Stage, Time) = (partner, stage, time);
        File = partner.File(stage.Address, limits);
        (Source, Target) = NewConnector();
    }

    public Stage Stage { get; }

    public LeapingTime Time { get; }

    public ConnectorFile File { get; }

    public DatasetMapping Dataset => File.Datasets[0];

    public ISource? Source { get; }

    public ITarget? Target { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What the partner holds at this moment.</summary>
    public IEnumerable<(string Number, decimal Amount)> Held =>
        Stage.Records.All.Select(record => (record.Number, record.Amount));

    public static async Task<Rig> StartAsync(CompliancePartner partner, Limits? limits = null)
    {
        var time = new LeapingTime(new DateTimeOffset(2026, 11, 5, 2, 0, 0, TimeSpan.Zero));
        var stage = partner.NewStage(time);
        await stage.StartAsync();
        stage.Faults.OnSilence = () => time.Pass(TimeSpan.FromSeconds(Limits.TimeoutSeconds));
        return new Rig(partner, stage, time, limits ?? Limits);
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    /// <summary>Another process, so to speak: no token, no session, nothing remembered.</summary>
    public (ISource? Source, ITarget? Target) NewConnector()
    {
        var (source, target) = ConnectorList.Create(File, new StageSecrets(), Time);
        return (source is null ? null : new WatchedSource(source, Stage), target);
    }

    /// <summary>Puts records with these numbers on the stage, changed a minute apart.</summary>
    public void Hold(params IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            Stage.Records.Put(Record(number));
        }
    }

    /// <summary>The amount tells records apart, and whether a decimal came as it was.</summary>
    public static StageRecord Record(int number) => new(
        $"{4700000 + number}", StageBusiness.Dealer, number + 0.10m,
        new DateTimeOffset(2026, 10, 20, 0, 0, 0, TimeSpan.Zero).AddMinutes(number));

    /// <summary>Pulls a part from a cursor to its end.</summary>
    public async Task<List<RawPage>> PullAsync(
        ISource? source = null, Window? window = null, string? cursor = null, CancellationToken? cancel = null)
    {
        var stop = cancel ?? Cancel;
        var from = source ?? Source!;
        var asked = window ?? Window.Everything;
        var pages = new List<RawPage>();
        foreach (var part in await from.PartsAsync(Dataset, asked, stop))
        {
            await foreach (var page in from.PullAsync(Dataset, part, asked, cursor, stop))
            {
                pages.Add(page);
            }
        }

        return pages;
    }

    /// <summary>
    /// Sends a document, and asks for it as deliveries do until its outcome is clear where it is said only later.
    /// </summary>
    public async Task<PushOutcome> PushAsync(PushDocument document, ITarget? target = null)
    {
        var to = target ?? Target!;
        var outcome = await to.PushAsync(document, Cancel);
        for (var look = 0; partner.Can.AnswersLater is not null && outcome is PushOutcome.Unknown && look < 5; look++)
        {
            Time.Pass(TimeSpan.FromMinutes(1));
            outcome = await LookUp.OneAsync(to, document, Cancel) ?? await to.PushAsync(document, Cancel);
        }

        return outcome;
    }

    public MappedPage Map(RawPage page) =>
        Mapper.Map(Datasets.Find(Dataset.Dataset)!, Dataset, Source!.Read(Dataset, page));

    /// <summary>Number and amount of every document that came, in the order they came, repeats and all.</summary>
    public List<(string Number, decimal Amount)> Came(IEnumerable<RawPage> pages)
    {
        var spec = Datasets.Find(Dataset.Dataset)!;
        var names = spec.Fields.Select(field => field.Name).ToList();
        var (number, amount) = (names.IndexOf(partner.NumberField), names.IndexOf(partner.AmountField));
        return
        [
            .. pages.SelectMany(page => Map(page).Documents)
                .Select(document => ((string)document.Values[number]!, (decimal)document.Values[amount]!)),
        ];
    }
}
