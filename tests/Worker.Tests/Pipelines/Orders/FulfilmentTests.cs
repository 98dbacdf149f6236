using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Simulators.Wms;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Commands;

namespace DealerIntegration.Worker.Tests.Pipelines.Orders;

/// <summary>What a warehouse makes of the delivery orders it got, told by its lists and by its calls.</summary>
public sealed class FulfilmentTests(PostgresFixture postgres)
{
    private static readonly string Product = StageBusiness.Product;

    [Fact]
    public async Task Polling_calls_and_both_together_give_the_same_standing()
    {
        await using var stages = await OpenAsync();
        foreach (var conduct in new[] { WmsConduct.Whole, WmsConduct.Short, WmsConduct.Over, WmsConduct.Split })
        {
            await SendAsync(stages, conduct, shown: 3);
        }

        string[] expected =
        [
            "4 documents: 1 too many, 1 closed short, 2 complete",
            $"DO-Over  too many  (dealer {StageBusiness.Dealer}, order SO-1, warehouse {StageBusiness.Warehouse}, ",
            $"    Over: {Product}: ordered 2 = shipped 3 − 1 too many",
            "DO-Short  closed short",
            $"    Short: {Product}: ordered 2 = shipped 1 + 1 not shipped",
        ];
        await stages.Hub.SucceedAsync("import", "polled/deliveries");
        AssertSays(expected, await FulfilmentAsync(stages));

        stages.Wms.Desk.LayCalls(Calls(stages), Stage.Secret);
        await stages.Hub.SucceedAsync("import", "calls/warehouse-reports");
        Assert.Equal(5, await stages.Hub.CountAsync("canonical.warehouse_report"));
        AssertSays(expected, await FulfilmentAsync(stages));

        await stages.Hub.ExecuteAsync("DELETE FROM canonical.delivery");
        AssertSays(expected, await FulfilmentAsync(stages));
        Assert.Contains(
            $"Complete: {Product}: ordered 2 = shipped 2 (1 + 1)", await FulfilmentAsync(stages, "--all"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_open_is_listed_with_the_rest_and_leaves_the_list_when_it_is_done()
    {
        await using var stages = await OpenAsync();
        await SendAsync(stages, WmsConduct.Split, shown: 2);
        stages.Wms.Desk.LayCalls(Calls(stages), Stage.Secret);
        await stages.Hub.SucceedAsync("import", "calls/warehouse-reports");
        AssertSays(
            ["1 documents: 1 partly done", $"    Partly: {Product}: ordered 2 = shipped 1 + 1 outstanding"],
            await FulfilmentAsync(stages, "--quiet-days", "100000"));

        stages.Wms.Desk.Show("DO-Split");
        stages.Wms.Desk.LayCalls(Calls(stages), Stage.Secret);
        await stages.Hub.SucceedAsync("import", "calls/warehouse-reports");
        var said = await FulfilmentAsync(stages);
        Assert.Contains("1 documents: 1 complete", said, StringComparison.Ordinal);
        Assert.DoesNotContain("DO-Split", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_is_told_and_the_warehouse_is_asked_for_the_steps()
    {
        await using var stages = await OpenAsync();
        await SendAsync(stages, WmsConduct.Trouble, shown: 2);
        await stages.Hub.SucceedAsync("import", "polled/deliveries");
        AssertSays(
            [
                "DO-Trouble  trouble at the warehouse", "    Exception: the warehouse says EXCEPTION",
                "    now: EXCEPTION, steps NEW > ACCEPT > PRINT > EXCEPTION",
            ],
            await FulfilmentAsync(stages, "--ask"));
    }

    [Fact]
    public async Task An_order_that_was_not_sent_is_not_sent_and_one_taken_back_is_cancelled()
    {
        await using var stages = await OpenAsync();
        await stages.SendAsync(PartnerStages.DeliveryOrder("DO-1", "SO-1"));
        Assert.Contains("1 documents: 1 not sent yet", await FulfilmentAsync(stages), StringComparison.Ordinal);

        await stages.Hub.SucceedAsync("deliver", "wms");
        Assert.Contains("1 documents: 1 waiting", await FulfilmentAsync(stages), StringComparison.Ordinal);
        await stages.SendAsync(new OutboxEntry(
            "wms", PushKinds.DeliveryOrderCancel, "DO-1", StageBusiness.Dealer,
            $$"""{"warehouse_code":"{{StageBusiness.Warehouse}}"}"""));
        await stages.Hub.SucceedAsync("deliver", "wms");
        Assert.Contains("1 documents: 1 cancelled", await FulfilmentAsync(stages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_dealer_and_the_month_that_were_asked_for_are_listed()
    {
        await using var stages = await OpenAsync();
        await stages.SendAsync(PartnerStages.DeliveryOrder("DO-1", "SO-1"));
        var month = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM");
        Assert.StartsWith(
            "1 documents", await FulfilmentAsync(stages, "--period", month, "--dealer", StageBusiness.Dealer),
            StringComparison.Ordinal);
        foreach (var other in new[] { new[] { "--period", "2020-01" }, ["--dealer", "nobody"] })
        {
            Assert.StartsWith("No warehouse", await FulfilmentAsync(stages, other), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Goods_that_come_in_are_held_against_the_entry_order_or_the_plan_in_the_report()
    {
        await using var stages = await OpenAsync();
        stages.Wms.Desk.Conduct = WmsConduct.Short;
        await stages.SendAsync(new OutboxEntry(
            "wms", PushKinds.EntryOrder, "EN-1", StageBusiness.Dealer, $$"""
            {"warehouse_code":"{{StageBusiness.Warehouse}}","purpose":"return",
             "lines":[{"position":"1","product_code":"{{Product}}","quantity":"4"}]}
            """));
        await stages.Hub.SucceedAsync("deliver", "wms");
        for (var i = 0; i < 3; i++)
        {
            stages.Wms.Desk.ShowEntry("EN-1");
        }

        stages.Wms.Desk.LayCalls(Calls(stages), Stage.Secret);
        await stages.Hub.SucceedAsync("import", "calls/warehouse-reports");
        AssertSays(
            ["EN-1  closed short  (dealer ", $"    Short: {Product}: expected 4 = received 3 + 1 not received"],
            await FulfilmentAsync(stages));

        // The same report on a document that somebody else announced.
        await stages.Hub.ExecuteAsync("DELETE FROM delivery.attempt; DELETE FROM delivery.outbox");
        AssertSays(
            ["EN-1  closed short  (warehouse ", $"    Short: {Product}: expected 4 = received 3 + 1 not received"],
            await FulfilmentAsync(stages));
    }

    private async Task<PartnerStages> OpenAsync()
    {
        var stages = await PartnerStages.OpenAsync(postgres);
        var connectors = Path.Combine(stages.Hub.Paths.Config, "connectors");
        Directory.CreateDirectory(Calls(stages));
        await WriteAsync("calls", Repository.Path("examples/wms-callbacks/connector.json"), stages.Wms.Address);
        await WriteAsync("polled", Repository.Path("config/connectors/wms.json"), stages.Wms.Address);
        return stages;

        async Task WriteAsync(string name, string path, string address) => await File.WriteAllTextAsync(
            Path.Combine(connectors, name + ".json"),
            (await File.ReadAllTextAsync(path))
                .Replace("\"name\": \"wms\"", $"\"name\": \"{name}\"", StringComparison.Ordinal)
                .Replace("WMS_SECRET", "PARTNER_SECRET", StringComparison.Ordinal)
                .Replace("http://127.0.0.1:8102", address, StringComparison.Ordinal));
    }

    private static string Calls(PartnerStages stages) => Path.Combine(stages.Hub.Paths.Config, "connectors", "calls");

    private static async Task SendAsync(PartnerStages stages, WmsConduct conduct, int shown)
    {
        stages.Wms.Desk.Conduct = conduct;
        await stages.SendAsync(PartnerStages.DeliveryOrder($"DO-{conduct}", "SO-1"));
        await stages.Hub.SucceedAsync("deliver", "wms");
        for (var i = 0; i < shown; i++)
        {
            stages.Wms.Desk.Show($"DO-{conduct}");
        }
    }

    private static async Task<string> FulfilmentAsync(PartnerStages stages, params string[] options)
    {
        var (code, said) = await stages.Hub.TypeAsync(
            OrdersCommand.Create(), ["orders", "fulfilment", .. options]);
        Assert.True(code == 0, said);
        return said;
    }

    private static void AssertSays(string[] expected, string said) =>
        Assert.All(expected, line => Assert.Contains(line, said, StringComparison.Ordinal));
}
