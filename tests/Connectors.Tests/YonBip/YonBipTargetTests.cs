using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.YonBip;

public sealed class YonBipTargetTests
{
    private const string Key = "SO-D001-PO-1";
    private const string Save = "/yonbip/sd/voucherorder/singleSave";

    private static readonly PushDocument Order = Document(Key, "CNY", "9.99");

    [Fact]
    public async Task An_order_is_saved_submitted_and_audited_with_its_amounts()
    {
        await using var tenant = await Tenant.OpenAsync(books: true);

        var done = Assert.IsType<PushOutcome.Done>(await tenant.PushAsync(Order));

        var saved = Assert.Single(tenant.Stage.Orders);
        Assert.Equal((saved.Code, 1), (done.PartnerNumber, saved.Status));
        Assert.Equal((Key, Key), (saved.CheckKey, (string?)saved.Data["headItem"]!["define1"]));
        var line = saved.Data["orderDetails"]![0]!;
        Assert.Equal(
            ["29.97", "3.90", "33.87", "11.2887", "33.87", "2026-10-30 00:00:00", "true"],
            new[]
            {
                line["orderDetailPrices!oriMoney"], line["orderDetailPrices!oriTax"], line["oriSum"],
                line["oriTaxUnitPrice"], saved.Data["payMoney"], saved.Data["vouchdate"],
                saved.Data["orderPrices!taxInclusive"],
            }.Select(node => node!.ToString()));
        Assert.Equal(done.PartnerNumber, await tenant.FindAsync(Order));
        Assert.Null(done.Notice);
    }

    [Fact]
    public async Task A_product_with_a_tax_rate_of_its_own_is_taxed_by_it()
    {
        await using var tenant = await Tenant.OpenAsync(file =>
            Tenant.Rule(file)["amounts"]!["taxRates"] = new JsonObject { [StageBusiness.Product] = 0.09m });
        Assert.IsType<PushOutcome.Done>(await tenant.PushAsync(Order));
        Assert.Equal("32.67", Assert.Single(tenant.Stage.Orders).Data["payMoney"]!.ToString());
    }

    [Fact]
    public async Task An_order_that_is_saved_but_not_submitted_goes_on_from_there()
    {
        await using var tenant = await Tenant.OpenAsync();
        tenant.Stage.Faults.Next(FaultList.PartialFailure.Name, after: 1);

        var unknown = Assert.IsType<PushOutcome.Unknown>(await tenant.PushAsync(Order));

        var saved = Assert.Single(tenant.Stage.Orders);
        Assert.Contains($"{saved.Code} is saved but not submitted", unknown.Reason, StringComparison.Ordinal);
        Assert.Contains("信用额度不足", unknown.Reason, StringComparison.Ordinal);
        Assert.True(unknown.MayHaveArrived);
        Assert.Null(await tenant.FindAsync(Order));
        var saves = Saves(tenant);
        Assert.Equal(new PushOutcome.Done(saved.Code), await tenant.PushAsync(Order));
        Assert.Equal(saves, Saves(tenant));
        Assert.Equal(1, Assert.Single(tenant.Stage.Orders).Status);
    }

    [Theory]
    [InlineData("lostAfterEffect", 1)]
    [InlineData("underWay", 2)]
    public async Task An_answer_that_is_lost_on_the_way_to_force_costs_no_second_order(string fault, int after)
    {
        await using var tenant = await Tenant.OpenAsync();
        tenant.Stage.Faults.Next(fault, on: CallKind.Write, after: after);
        Assert.IsType<PushOutcome.Unknown>(await tenant.PushAsync(Order));

        var done = await tenant.PushAsync(Order);

        Assert.Equal(new PushOutcome.Done(Assert.Single(tenant.Stage.Orders).Code), done);
        Assert.Equal(1, Saves(tenant));
    }

    [Theory]
    [InlineData("underWay")]
    [InlineData("stillRunning")]
    public async Task A_save_that_is_still_under_way_is_looked_up_after_the_pause_the_vendor_asks_for(string fault)
    {
        await using var tenant = await Tenant.OpenAsync();
        tenant.Stage.Faults.Next(fault);

        var unknown = Assert.IsType<PushOutcome.Unknown>(await tenant.PushAsync(Order));

        Assert.Equal((TimeSpan.FromSeconds(5), true), (unknown.RetryAfter, unknown.MayHaveArrived));
        Assert.Equal(new PushOutcome.Done(Assert.Single(tenant.Stage.Orders).Code), await tenant.PushAsync(Order));
        Assert.Equal(1, Saves(tenant));
    }

    [Fact]
    public async Task A_save_repeated_is_replayed_for_an_hour_told_by_its_id_for_a_month_and_then_made_again()
    {
        await using var tenant = await Tenant.OpenAsync();
        await tenant.PushAsync(Order);
        var body = new JsonObject { ["data"] = Assert.Single(tenant.Stage.Orders).Data.DeepClone() }.ToJsonString();

        var soon = await tenant.SendAsync(Save, body);
        tenant.Time.Pass(TimeSpan.FromHours(2));
        var late = await tenant.SendAsync(Save, body);

        Assert.Equal("200", soon.Envelope!.Code);
        Assert.Equal("100004", late.Envelope!.Code);
        Assert.Equal(["id"], late.Envelope.Data.EnumerateObject().Select(member => member.Name));
        Assert.Single(tenant.Stage.Orders);
        tenant.Time.Pass(TimeSpan.FromDays(31));
        await tenant.SendAsync(Save, body);
        Assert.Equal(2, tenant.Stage.Orders.Count);
    }

    [Fact]
    public async Task After_a_month_the_look_up_keeps_an_order_from_being_made_again()
    {
        await using var tenant = await Tenant.OpenAsync();
        var first = await tenant.PushAsync(Order);
        tenant.Time.Pass(TimeSpan.FromDays(40));
        Assert.Equal(first, await tenant.PushAsync(Order));
        Assert.Single(tenant.Stage.Orders);
    }

    [Fact]
    public async Task Two_orders_under_our_key_are_one_too_many_and_told_so()
    {
        await using var tenant = await Tenant.OpenAsync();
        await tenant.PushAsync(Order);
        var data = Assert.Single(tenant.Stage.Orders).Data.DeepClone();
        data["resubmitCheckKey"] = "somebody-else";
        await tenant.SendAsync(Save, new JsonObject { ["data"] = data }.ToJsonString());

        var e = await Assert.ThrowsAsync<ConnectorException>(() => tenant.FindAsync(Order));

        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains("one effect too many", e.Message, StringComparison.Ordinal);
        Assert.IsType<PushOutcome.Unknown>(await tenant.PushAsync(Order));
        Assert.Equal(2, tenant.Stage.Orders.Count);
    }

    [Fact]
    public async Task A_warning_is_kept_with_the_outcome()
    {
        await using var tenant = await Tenant.OpenAsync();
        tenant.Stage.Faults.Next("warning");
        var done = Assert.IsType<PushOutcome.Done>(await tenant.PushAsync(Order));
        Assert.Equal("客户即将超出信用额度", done.Notice);
    }

    [Theory]
    [InlineData("limited", "310046")]
    [InlineData("limited429", "310050")]
    [InlineData("notGranted", "Grant the API")]
    public async Task What_the_gateway_turns_away_certainly_had_no_effect(string fault, string told)
    {
        await using var tenant = await Tenant.OpenAsync();
        tenant.Stage.Faults.Next(fault, on: CallKind.Write);

        var unknown = Assert.IsType<PushOutcome.Unknown>(await tenant.PushAsync(Order));

        Assert.False(unknown.MayHaveArrived);
        Assert.Contains(told, unknown.Reason, StringComparison.Ordinal);
        Assert.Equal(fault == "limited429" ? TimeSpan.FromSeconds(2) : null, unknown.RetryAfter);
        Assert.Empty(tenant.Stage.Orders);
    }

    [Theory]
    [InlineData("USD", "9.99", "'USD' is not in the map")]
    [InlineData("CNY", null, "no unit_price")]
    public async Task What_cannot_be_said_in_YonBIPs_words_is_refused_and_not_sent(
        string currency, string? price, string told)
    {
        await using var tenant = await Tenant.OpenAsync();
        var refused = Assert.IsType<PushOutcome.Refused>(await tenant.PushAsync(Document(Key, currency, price)));
        Assert.Contains(told, refused.Reason, StringComparison.Ordinal);
        Assert.Empty(tenant.Stage.Traffic.Calls);
    }

    [Fact]
    public async Task What_the_module_refuses_is_refused_with_its_reason()
    {
        await using var tenant = await Tenant.OpenAsync();
        var refused = Assert.IsType<PushOutcome.Refused>(
            await tenant.PushAsync(Order with { DealerCode = "D999" }));
        Assert.Contains("客户不存在：D999", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(tenant.Stage.Orders);
    }

    [Fact]
    public async Task A_long_key_is_looked_up_whole_and_hashed_where_YonBIP_takes_32_characters()
    {
        await using var tenant = await Tenant.OpenAsync();
        var order = Document($"SO-D001-{new string('7', 27)}", "CNY", "9.99");
        var done = await tenant.PushAsync(order);
        Assert.Equal(32, Assert.Single(tenant.Stage.Orders).CheckKey!.Length);
        Assert.Equal(done, await tenant.PushAsync(order));
        Assert.Single(tenant.Stage.Orders);
    }

    [Fact]
    public async Task Our_key_may_be_the_orders_own_number()
    {
        await using var tenant = await Tenant.OpenAsync(file =>
        {
            var rule = Tenant.Rule(file);
            rule["find"] = new JsonObject { ["path"] = "/yonbip/sd/voucherorder/list", ["key"] = "code" };
            rule["fields"]!.AsObject().Remove("headItem.define1");
            rule["fields"]!["code"] = "@key";
        });
        Assert.Equal(new PushOutcome.Done(Key), await tenant.PushAsync(Order));
        Assert.Equal(Key, await tenant.FindAsync(Order));
    }

    [Fact]
    public async Task A_look_up_whose_filter_is_not_heeded_is_never_an_absence()
    {
        await using var tenant = await Tenant.OpenAsync(
            file => Tenant.Rule(file)["find"]!["field"] = "headItem.defin1", books: true);
        var e = await Assert.ThrowsAsync<ConnectorException>(() => tenant.FindAsync(Order));
        Assert.Contains("the filter is not applied", e.Message, StringComparison.Ordinal);
        Assert.IsType<PushOutcome.Unknown>(await tenant.PushAsync(Order));
        Assert.Empty(tenant.Stage.Orders);
    }

    private static int Saves(Tenant tenant) =>
        tenant.Stage.Traffic.Calls.Count(call => call.PathAndQuery.Contains("singleSave", StringComparison.Ordinal));

    private static PushDocument Document(string key, string currency, string? price) => new(
        "sales-order", key, StageBusiness.Dealer, new JsonObject
        {
            ["number"] = "PO-1",
            ["dealer_code"] = StageBusiness.Dealer,
            ["order_date"] = "2026-10-30",
            ["currency"] = currency,
            ["lines"] = new JsonArray(new JsonObject
            {
                ["position"] = "1", ["product_code"] = StageBusiness.Product, ["quantity"] = "3", ["unit"] = "EA",
                ["unit_price"] = price,
            }),
        }.ToJsonString());
}
