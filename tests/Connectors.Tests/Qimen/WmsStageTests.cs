using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Tests.Compliance;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Simulators.Wms;

namespace DealerIntegration.Connectors.Tests.Qimen;

/// <summary>Entry orders, cancels and calls of a warehouse that remembers.</summary>
public sealed class WmsStageTests
{
    [Fact]
    public async Task An_order_is_taken_back_until_its_goods_have_left()
    {
        await using var rig = await Rig.StartAsync(new QimenPartner());
        await rig.Target!.PushAsync(Document("DO-1"), Rig.Cancel);
        await rig.Target.PushAsync(Document("DO-2"), Rig.Cancel);
        for (var i = 0; i < 3; i++)
        {
            await rig.Target.FindAsync(Document("DO-2"), Rig.Cancel);
        }

        Assert.Equal(new PushOutcome.Done("DO-1"), await rig.Target.PushAsync(CancelOf("DO-1"), Rig.Cancel));
        var refused = Assert.IsType<PushOutcome.Refused>(await rig.Target.PushAsync(CancelOf("DO-2"), Rig.Cancel));
        Assert.Contains("DELIVERED", refused.Reason, StringComparison.Ordinal);
        Assert.IsType<PushOutcome.Done>(await rig.Target.PushAsync(CancelOf("DO-1"), Rig.Cancel));
        Assert.Equal(["CANCELED", "DELIVERED"], ((WmsStage)rig.Stage).Desk.Orders.Select(o => o.Status));
    }

    [Theory]
    [InlineData("lostAfterEffect", true)]
    [InlineData("timeoutBeforeEffect", false)]
    public async Task A_cancel_whose_answer_is_lost_is_told_by_the_orders_status(string fault, bool happened)
    {
        await using var rig = await Rig.StartAsync(new QimenPartner());
        await rig.Target!.PushAsync(Document("DO-1"), Rig.Cancel);
        rig.Stage.Faults.Next(fault, 1, on: CallKind.Write);
        Assert.IsType<PushOutcome.Unknown>(await rig.Target.PushAsync(CancelOf("DO-1"), Rig.Cancel));
        Assert.Equal(happened, await rig.Target.FindAsync(CancelOf("DO-1"), Rig.Cancel) is not null);
    }

    [Fact]
    public async Task An_entry_order_is_taken_once_and_back()
    {
        await using var rig = await Rig.StartAsync(new QimenPartner());
        var entry = Document("EN-1") with { Kind = PushKinds.EntryOrder };
        rig.Stage.Faults.Next("timeoutAfterEffect", 1, on: CallKind.Write);
        Assert.IsType<PushOutcome.Unknown>(await rig.Target!.PushAsync(entry, Rig.Cancel));
        var number = await rig.Target.FindAsync(entry, Rig.Cancel);
        Assert.Equal(new PushOutcome.Done(number!), await rig.Target.PushAsync(entry, Rig.Cancel));
        Assert.Equal([number!], rig.Stage.Effects["EN-1"]);

        var back = CancelOf("EN-1") with { Kind = PushKinds.EntryOrderCancel };
        Assert.IsType<PushOutcome.Done>(await rig.Target.PushAsync(back, Rig.Cancel));
        Assert.Equal("CANCELED", Assert.Single(((WmsStage)rig.Stage).Desk.Entries).Status);
        Assert.Equal(number, await rig.Target.FindAsync(back, Rig.Cancel));
    }

    [Fact]
    public async Task What_the_warehouse_signs_the_hub_reads()
    {
        await using var rig = await Rig.StartAsync(new QimenPartner());
        await rig.Target!.PushAsync(Document("DO-1"), Rig.Cancel);
        using var http = new HttpClient();
        var call = await http.GetByteArrayAsync($"{rig.Stage.Address}/admin/callback/DO-1", Rig.Cancel);
        var home = Directory.CreateTempSubdirectory("calls");
        try
        {
            home.CreateSubdirectory("calls");
            await File.WriteAllBytesAsync(Path.Combine(home.FullName, "calls", "1.call"), call, Rig.Cancel);
            var file = ConnectorFile.Load(Repository.Path("examples/wms-callbacks/connector.json")) with
            {
                FilePath = Path.Combine(home.FullName, "connector.json"),
            };
            var source = ConnectorList.Create(file, new StageSecrets(), rig.Time).Source!;
            var page = Assert.Single(await PullAsync(source, file.Datasets[0]));
            var report = Assert.Single(
                Mapper.Map(WarehouseDatasets.Reports, file.Datasets[0], source.Read(file.Datasets[0], page)).Documents);
            Assert.Equal("DO-1", report.Values[WarehouseDatasets.Reports.IndexOf("document_number")]);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_moved_is_laid_twice_and_in_any_order_and_read_once()
    {
        await using var rig = await Rig.StartAsync(new QimenPartner());
        var desk = ((WmsStage)rig.Stage).Desk;
        foreach (var conduct in Enum.GetValues<WmsConduct>())
        {
            desk.Conduct = conduct;
            await rig.Target!.PushAsync(Document($"DO-{conduct}"), Rig.Cancel);
            for (var i = 0; i < 3; i++)
            {
                await rig.Target.FindAsync(Document($"DO-{conduct}"), Rig.Cancel);
            }
        }

        desk.Change(StageBusiness.Warehouse, StageBusiness.Product, -3m, new DateTime(2026, 11, 1, 9, 0, 0));
        var home = Directory.CreateTempSubdirectory("calls");
        try
        {
            var folder = home.CreateSubdirectory("calls").FullName;
            Assert.Equal(2 * 7, desk.LayCalls(folder, Stage.Secret));
            Assert.Contains(Directory.GetFiles(folder), f => File.ReadAllText(f).Contains("\r\n<request>"));
            var file = ConnectorFile.Load(Repository.Path("examples/wms-callbacks/connector.json")) with
            {
                FilePath = Path.Combine(home.FullName, "connector.json"),
            };
            var source = ConnectorList.Create(file, new StageSecrets(), rig.Time).Source!;
            var pages = await PullAsync(source, file.Datasets[0]);
            var reports = Mapper.Map(
                WarehouseDatasets.Reports, file.Datasets[0],
                pages.SelectMany(page => source.Read(file.Datasets[0], page)));
            Assert.Empty(reports.Rejected);
            Assert.Equal(14, reports.Documents.Count);
            var quantity = WarehouseDatasets.Reports.LineIndexOf("quantity");
            var number = WarehouseDatasets.Reports.IndexOf("document_number");
            Assert.Equal(
                ["DO-Over 3", "DO-Short 1", "DO-Split 2", "DO-Trouble 0", "DO-Whole 2", "K00000001 -3"],
                reports.Documents.DistinctBy(d => d.Key).GroupBy(d => (string)d.Values[number]!)
                    .Select(g => $"{g.Key} {g.SelectMany(d => d.Lines).Sum(l => (decimal)l[quantity]!):0}")
                    .Order(StringComparer.Ordinal));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_steps_of_an_order_in_trouble_are_told()
    {
        await using var rig = await Rig.StartAsync(new QimenPartner());
        ((WmsStage)rig.Stage).Desk.Conduct = WmsConduct.Trouble;
        await rig.Target!.PushAsync(Document("DO-1"), Rig.Cancel);
        var states = (IDocumentStates)rig.Target;
        Assert.Empty((await states.StateAsync(Document("DO-1"), Rig.Cancel))!.Steps);
        var state = await states.StateAsync(Document("DO-1"), Rig.Cancel);
        Assert.Equal("EXCEPTION", state!.Status);
        Assert.Equal(["NEW", "ACCEPT", "PRINT", "EXCEPTION"], state.Steps);
    }

    private static async Task<List<RawPage>> PullAsync(ISource source, DatasetMapping mapping)
    {
        var pages = new List<RawPage>();
        foreach (var part in await source.PartsAsync(mapping, Window.Everything, Rig.Cancel))
        {
            await foreach (var page in source.PullAsync(mapping, part, Window.Everything, null, Rig.Cancel))
            {
                pages.Add(page);
            }
        }

        return pages;
    }

    private static PushDocument Document(string key) => new QimenPartner().Document(key);

    private static PushDocument CancelOf(string key) => new(
        PushKinds.DeliveryOrderCancel, key, StageBusiness.Dealer,
        $$"""{"warehouse_code":"{{StageBusiness.Warehouse}}","reason":"withdrawn","purpose":"other"}""");
}
