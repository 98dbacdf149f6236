using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Simulators.Sap;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>The shipped connector file against an ERP that pages: every dataset, every page.</summary>
public sealed class SapPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Sets => new()
    {
        { "dealers", StageBusiness.Month.Dealers.Count },
        { "products", StageBusiness.Month.Products.Count },
        { "orders", 7 },
        { "shipments", StageBusiness.Month.Trading.Deliveries.Count },
        { "invoices", StageBusiness.Month.Trading.Invoices.Count },
        { "payments", StageBusiness.Month.Trading.Payments.Count },
        { "stock", StageBusiness.Month.Stock.Count },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Every_dataset_of_the_shipped_file_comes_whole_page_by_page(string dataset, int count)
    {
        await using var stage = await StageAsync();
        var (source, mapping) = Source(stage, dataset);

        var pages = await Samples.PullAllAsync(source, mapping);

        Assert.True(pages.Count >= (count + SapStage.PageSize - 1) / SapStage.PageSize);
        Assert.All(pages, page => Assert.Equal(count, page.SourceTotal));
        var mapped = pages
            .Select(p => Mapper.Map(Datasets.Find(dataset)!, mapping, source.Read(mapping, p))).ToList();
        Assert.Empty(mapped.SelectMany(m => m.Rejected));
        Assert.Equal(count, mapped.SelectMany(m => m.Documents).Select(d => d.Key).Distinct().Count());
        Assert.Equal(0, stage.Traffic.Strayed);
    }

    [Fact]
    public async Task A_pull_of_stock_keeps_its_day_over_midnight()
    {
        await using var stage = await StageAsync();
        var (source, mapping) = Source(stage, "stock", "2026-10-31T15:59:00Z");
        var first = (await FirstAsync(source, mapping)).Cursor;
        var (later, _) = Source(stage, "stock", "2026-10-31T16:01:00Z");
        var rest = await Samples.PullAllAsync(later, mapping, cursor: first);
        Assert.All(rest, page => Assert.EndsWith("#asOf=2026-10-31", page.Name, StringComparison.Ordinal));
        Assert.DoesNotContain(stage.Traffic.Calls, c => c.PathAndQuery.Contains("asOf", StringComparison.Ordinal));
        var document = Mapper.Map(Datasets.Stock, mapping, later.Read(mapping, rest[0])).Documents[0];
        Assert.Equal(new DateOnly(2026, 10, 31), document.Values[Datasets.Stock.IndexOf("as_of")]);
        Assert.StartsWith("1010/", (string)document.Values[Datasets.Stock.IndexOf("place_code")]!);
    }

    [Fact]
    public async Task Where_SAP_keeps_days_a_window_reads_whole_days_and_misses_nothing()
    {
        await using var stage = await StageAsync();
        var (source, mapping) = Source(stage, "shipments");
        Assert.True(source.TakesWindows(mapping));
        var (from, to) = (new DateTimeOffset(2026, 10, 10, 9, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 10, 12, 9, 0, 0, TimeSpan.Zero));

        var pages = await Samples.PullAllAsync(source, mapping, new Window(from, to));

        var came = pages.SelectMany(p => Mapper.Map(Datasets.Shipments, mapping, source.Read(mapping, p)).Documents)
            .Select(d => d.Key).ToHashSet();
        var wanted = StageBusiness.Month.Trading.Deliveries
            .Where(d => (d.DeliveredOn ?? d.ShippedOn) is var day
                && day >= DateOnly.FromDateTime(from.UtcDateTime) && day <= DateOnly.FromDateTime(to.UtcDateTime))
            .Select(d => d.Number).ToList();
        Assert.NotEmpty(wanted);
        Assert.Empty(wanted.Except(came));
        Assert.True(came.Count < StageBusiness.Month.Trading.Deliveries.Count);
    }

    [Fact]
    public async Task Dealers_come_by_their_day_of_change_or_of_creation_where_they_were_never_changed()
    {
        await using var stage = await StageAsync();
        var file = Samples.Shipped("sap", stage.Address);
        var dealers = Samples.Mapping("""
            {
              "dataset": "dealers",
              "source": {
                "request": "API_BUSINESS_PARTNER/A_BusinessPartner", "expand": "to_Customer",
                "filter": "Customer ne ''", "orderBy": "BusinessPartner",
                "changedOn": [ "LastChangeDate", "CreationDate" ]
              },
              "window": { "overlapMinutes": 60 },
              "fields": {
                "code": { "path": "Customer", "convert": "trimZeros" },
                "name": "to_Customer.CustomerName",
                "tier": "to_Customer.YY1_Tier",
                "territory": "to_Customer.YY1_Territory",
                "currency": "to_Customer.YY1_Currency",
                "credit_limit": "to_Customer.YY1_CreditLimit"
              }
            }
            """);
        var source = ConnectorList.Create(
            file with { Datasets = [dealers] }, new StageSecrets(), TimeProvider.System).Source!;
        Assert.Empty(await source.ComplaintsAsync(dealers, Cancel));

        var all = await ReadAsync(source, dealers, Window.Everything);
        var today = new DateTimeOffset(
            StageBusiness.Month.Month.Today.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        var recent = await ReadAsync(source, dealers, new Window(today.AddDays(-2), today));

        Assert.Equal(StageBusiness.Month.Dealers.Select(d => d.Code).Order(), all.Order());
        Assert.Contains(StageBusiness.Month.Dealers[1].Code, recent);
        Assert.True(recent.Count < all.Count);
    }

    private static async Task<List<string>> ReadAsync(ISource source, DatasetMapping mapping, Window window) =>
    [
        .. (await Samples.PullAllAsync(source, mapping, window))
            .Select(p => Mapper.Map(Datasets.Find("dealers")!, mapping, source.Read(mapping, p)))
            .SelectMany(m =>
            {
                Assert.Empty(m.Rejected);
                return m.Documents.Select(d => d.Key);
            }),
    ];

    [Theory]
    [InlineData("""{ "request": "S/A", "orderBy": "K", "changed": "C" }""", "changed")]
    [InlineData("""{ "request": "S/A", "orderBy": "K", "asOfZone": "Asia/Nowhere" }""", "time zone")]
    [InlineData("""{ "request": "S/A", "orderBy": "K", "pageSize": 0 }""", "pageSize is 0")]
    public void A_source_that_contradicts_itself_is_told_when_the_file_is_read(string source, string said)
    {
        var file = Samples.Shipped("sap", "http://127.0.0.1:1");
        file = file with
        {
            Datasets = [file.Dataset("payments") with { Source = JsonSerializer.Deserialize<JsonElement>(source) }],
        };
        var e = Assert.Throws<ConfigurationException>(
            () => ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System));
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    private static async Task<RawPage> FirstAsync(ISource source, DatasetMapping mapping)
    {
        await foreach (var page in source.PullAsync(mapping, "stock", Window.Everything, null, Cancel))
        {
            return page;
        }

        throw new InvalidOperationException("No page came.");
    }

    private static async Task<SapStage> StageAsync()
    {
        var stage = new SapStage(TimeProvider.System);
        foreach (var i in Enumerable.Range(1, 7))
        {
            stage.Records.Put(Compliance.Rig.Record(i));
        }

        await stage.StartAsync();
        return stage;
    }

    private static (ISource Source, DatasetMapping Mapping) Source(
        SapStage stage, string dataset, string now = "2026-10-31T12:00:00Z")
    {
        var file = Samples.Shipped("sap", stage.Address);
        var time = new LeapingTime(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        return (ConnectorList.Create(file, new StageSecrets(), time).Source!, file.Dataset(dataset));
    }
}
