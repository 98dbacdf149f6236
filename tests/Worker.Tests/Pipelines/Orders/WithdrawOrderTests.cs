using DealerIntegration.Simulators.Serving;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Orders;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Orders;

/// <summary>An order that its dealer takes back.</summary>
public sealed class WithdrawOrderTests(PostgresFixture postgres)
{
    private const string Number = "N-1";

    private static readonly string Order = OrderDocuments.SalesOrderKey(StageBusiness.Dealer, Number);

    [Fact]
    public async Task What_was_not_sent_is_stopped_and_no_partner_hears_of_it()
    {
        await using var stages = await OpenAsync();
        await SucceedAsync(stages);
        Assert.Equal(
            ["delivery-order|refused|withdrawn by test: changed his mind",
                "sales-order|refused|withdrawn by test: changed his mind"],
            await stages.Hub.RowsAsync("SELECT kind, status, reason FROM delivery.outbox ORDER BY kind"));
        await stages.Hub.SucceedAsync("deliver", "sap");
        Assert.Empty(stages.Sap.Traffic.Calls);

        // Nor does it keep the month from being closed.
        await stages.Hub.ExecuteAsync("UPDATE ops.run SET period = '2026-10'");
        Assert.Empty(await stages.Hub.Database.InTransactionAsync(
            (_, transaction) => Sql.QueryAsync<string>(
                transaction, Sql.Query("period-pushes"), CancellationToken.None, new { period = "2026-10" }),
            CancellationToken.None));
    }

    [Fact]
    public async Task The_warehouse_lets_go_before_the_ERP_rejects_the_order()
    {
        await using var stages = await OpenAsync();
        await DeliverAsync(stages);
        Assert.Equal(RunStatus.Incomplete, (await RunAsync(stages)).Status);
        Assert.Equal(["delivery-order-cancel"], await AskedAsync(stages));
        await stages.Hub.SucceedAsync("deliver", "wms");
        Assert.Equal(RunStatus.Incomplete, (await RunAsync(stages)).Status);
        Assert.Equal(["delivery-order-cancel", "sales-order-withdrawal"], await AskedAsync(stages));
        await stages.Hub.SucceedAsync("deliver", "sap");
        var run = await SucceedAsync(stages);
        Assert.Equal("""{"gone": 2, "asked": 0, "refused": 0, "documents": 2}""", run.Counts);

        Assert.Equal("CANCELED", Assert.Single(stages.Wms.Desk.Orders).Status);
        Assert.All(Assert.Single(stages.Sap.Desk.SalesOrders).Items, item => Assert.Equal("61", item.Rejection));
        Assert.Equal(2, (await AskedAsync(stages)).Count);
    }

    [Fact]
    public async Task Goods_that_have_left_keep_the_order_in_the_ERP()
    {
        await using var stages = await OpenAsync();
        await DeliverAsync(stages);
        for (var i = 0; i < 3; i++)
        {
            stages.Wms.Desk.Show("DO-1");
        }

        await RunAsync(stages);
        Assert.Equal(RunStatus.Incomplete, (await stages.Hub.RunAsync("deliver", "wms")).Status);
        var run = await RunAsync(stages);
        Assert.Equal(RunStatus.Incomplete, run.Status);
        Assert.Equal(
            "wms keeps delivery-order DO-1: STATUS: order DO-1 is DELIVERED; it cannot be canceled", run.Note);
        Assert.Equal(["delivery-order-cancel"], await AskedAsync(stages));
        Assert.All(Assert.Single(stages.Sap.Desk.SalesOrders).Items, item => Assert.Equal("", item.Rejection));
    }

    [Theory]
    [InlineData("lostAfterEffect")]
    [InlineData("lostBeforeEffect")]
    public async Task A_lost_answer_to_a_withdrawal_is_cleared_by_a_look(string fault)
    {
        await using var stages = await OpenAsync();
        await DeliverAsync(stages);
        await RunAsync(stages);
        stages.Wms.Faults.Next(fault, 1, on: CallKind.Write);
        await stages.Hub.SucceedAsync("deliver", "wms");
        await RunAsync(stages);
        stages.Sap.Faults.Next(fault, 1, on: CallKind.Write);
        await stages.Hub.SucceedAsync("deliver", "sap");
        await SucceedAsync(stages);
        Assert.Equal(2, await stages.Hub.CountAsync("delivery.outbox WHERE kind LIKE '%-cancel' OR kind LIKE '%wal'"));
    }

    [Fact]
    public async Task A_document_without_a_clear_outcome_must_be_cleared_first()
    {
        await using var stages = await OpenAsync();
        stages.Sap.Faults.Next("status500", 100);
        await stages.Hub.RunAsync("deliver", "sap");
        var run = await RunAsync(stages);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("./hub run deliver --scope sap", run.Error, StringComparison.Ordinal);
        Assert.Empty(await AskedAsync(stages));
    }

    [Fact]
    public async Task An_order_that_nobody_knows_is_told()
    {
        await using var stages = await PartnerStages.OpenAsync(postgres);
        Assert.Contains("Nothing left the hub", (await RunAsync(stages)).Error, StringComparison.Ordinal);
    }

    private async Task<PartnerStages> OpenAsync()
    {
        var stages = await PartnerStages.OpenAsync(postgres);
        await stages.SendAsync(PartnerStages.SalesOrder(Order), PartnerStages.DeliveryOrder("DO-1", Order));
        return stages;
    }

    private static async Task DeliverAsync(PartnerStages stages)
    {
        await stages.Hub.SucceedAsync("deliver", "sap");
        await stages.Hub.SucceedAsync("deliver", "wms");
    }

    private static Task<Run> RunAsync(PartnerStages stages) =>
        stages.Hub.RunAsync("withdraw-order", Back.Scope, parameters: Back.ToJson());

    private static Task<Run> SucceedAsync(PartnerStages stages) =>
        stages.Hub.SucceedAsync("withdraw-order", Back.Scope, parameters: Back.ToJson());

    private static Task<IReadOnlyList<string>> AskedAsync(PartnerStages stages) => stages.Hub.RowsAsync(
        "SELECT kind FROM delivery.outbox WHERE kind NOT IN ('sales-order', 'delivery-order') ORDER BY id");

    private static OrderBack Back => new(StageBusiness.Dealer, Number, "changed his mind");
}
