using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Tests.YonBip;

public sealed class YonBipCheckTests
{
    public static TheoryData<string, string?, string> Faults => new()
    {
        { "yonbip.zone", "\"Asia/Shangha\"", "no time zone 'Asia/Shangha'" },
        { "yonbip.limitPauseSeconds", "0", "limitPauseSeconds is 0" },
        {
            "yonbip.targets.greeting",
            """{ "save": "/s", "fields": {}, "find": { "path": "/l", "key": "k" } }""",
            "no such kind of document"
        },
        { "yonbip.targets.sales-order.save", "\"singleSave\"", "save is 'singleSave'" },
        { "yonbip.targets.sales-order.fields.resubmitCheckKey", "\"@key\"", "is sent by itself" },
        { "yonbip.targets.sales-order.find.key", "\"headItem.define7\"", "give the field 'headItem.define7'" },
        { "yonbip.targets.sales-order.amounts.taxRate", "13", "a tax rate is a fraction" },
        { "yonbip.targets.sales-order.refusedCodes", "[ \"10004\" ]", "both in refusedCodes and in duplicateCodes" },
        { "yonbip.targets.sales-order.fields.payMoney", "\"gros_amount\"", "holds no 'gros_amount'" },
        { "orders.orderBy", "[]", "pageSize and orderBy belong together" },
        { "orders.pageSize", "0", "it must be from 1 to 10000" },
        { "orders.body", "{ \"isSum\": true }", "isSum true lists bills without their lines" },
        { "orders.changed", "{ \"feld\": \"pubts\" }", "feld" },
        { "stock.each.values", "[ \"WH1\", \"WH1\" ]", "each only once" },
        { "app", null, "signs in with 'app'" },
    };

    [Fact]
    public void The_example_is_in_order() => Assert.Equal(4, Tenant.Parse(edit: null).Datasets.Count);

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_told_when_the_file_is_read(string member, string? value, string told)
    {
        var e = Assert.Throws<ConfigurationException>(() => Tenant.Parse(file => Set(file, member, value)));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Contains("connector.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_that_nobody_works_out_cannot_be_named()
    {
        var e = Assert.Throws<ConfigurationException>(
            () => Tenant.Parse(file => Tenant.Rule(file).Remove("amounts")));
        Assert.Contains("holds no 'gross_amount'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_takes_no_such_settings()
    {
        var e = Assert.Throws<ConfigurationException>(() => Tenant.Parse(file => file["kind"] = "sap"));
        Assert.Contains("belongs to kind 'yonbip' alone", e.Message, StringComparison.Ordinal);
    }

    // Of the settings a path with dots, or a member of the source of a dataset.
    private static void Set(JsonNode file, string member, string? value)
    {
        var steps = member.Split('.');
        var holder = file;
        if (steps[0] is "orders" or "stock")
        {
            holder = Tenant.SourceOf(file, steps[0]);
            steps = steps[1..];
        }

        foreach (var step in steps[..^1])
        {
            holder = holder[step]!;
        }

        if (value is null)
        {
            holder.AsObject().Remove(steps[^1]);
            return;
        }

        holder[steps[^1]] = JsonNode.Parse(value);
    }
}
