using System.Text;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Simulators.YonBip;

namespace DealerIntegration.Connectors.Tests.YonBip;

public sealed class YonBipSourceTests
{
    private static readonly Window October = new(
        new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.FromHours(8)),
        new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(8)));

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task A_bill_that_goes_on_over_the_end_of_a_page_is_one_bill(int pageSize)
    {
        await using var tenant = await Tenant.OpenAsync(
            file =>
            {
                Tenant.SourceOf(file, "orders")["pageSize"] = pageSize;
                Narrow(file);
            },
            books: true);

        var pages = await tenant.PullAsync("orders");

        var came = tenant.Documents("orders", pages);
        var dealer = StageBusiness.Dealer;
        var held = StageBusiness.Month.Trading.Orders.Where(order => order.Dealer.Code == dealer).ToList();
        Assert.Equal(
            held.Select(order => $"{order.Number} {order.Lines.Count} {order.Net:0.00}").Order(),
            came.Select(document => $"{document.Key} {document.Lines.Count} {document.Lines.Sum(Net):0.00}").Order());
        var rows = pages.Sum(page => tenant.Map("orders", page).Tally.Records);
        Assert.Equal(rows, Assert.Single(pages.Select(page => page.SourceTotal).Distinct()));
    }

    [Fact]
    public async Task A_pull_goes_on_from_every_page_as_if_it_had_never_stopped()
    {
        await using var tenant = await Tenant.OpenAsync(
            file =>
            {
                Tenant.SourceOf(file, "orders")["pageSize"] = 8;
                Narrow(file);
            },
            books: true);
        var pages = await tenant.PullAsync("orders");
        Assert.Contains(pages, page => page.Cursor?.Contains('@', StringComparison.Ordinal) == true);

        foreach (var at in new[] { 0, 1, pages.Count - 4 })
        {
            var rest = await tenant.PullAsync("orders", cursor: pages[at].Cursor);
            Assert.Equal(
                pages.Skip(at + 1).Select(page => Encoding.UTF8.GetString(page.Body.Span)),
                rest.Select(page => Encoding.UTF8.GetString(page.Body.Span)));
            Assert.Equal(pages.Skip(at + 1).Select(page => page.Name), rest.Select(page => page.Name));
        }
    }

    [Fact]
    public async Task A_window_is_asked_for_by_the_tenants_clock()
    {
        await using var tenant = await Tenant.OpenAsync(books: true);
        await tenant.PullAsync("invoices", October);
        var (source, mapping) = (tenant.Source, tenant.File.Dataset("invoices"));
        Assert.True(source.TakesWindows(mapping));

        var came = tenant.Documents("invoices", await tenant.PullAsync("invoices", October));

        var held = StageBusiness.Month.Trading.Invoices.Where(one => one.Date.Month == 10).ToList();
        Assert.Equal(
            held.Select(one => $"{one.Number} {one.Debt:0.00}").Order(),
            came.Select(one => $"{one.Key} {Tenant.Value("invoices", one, "gross_amount"):0.00}").Order());
    }

    [Theory]
    [InlineData("pubtz", "condition", "pubts")]
    [InlineData("createdTime", "range", "pubts")]
    [InlineData("pubts", "condition", "nowhere")]
    public async Task A_filter_that_the_list_does_not_heed_is_a_matter_for_a_person(
        string field, string form, string stamp)
    {
        await using var tenant = await Tenant.OpenAsync(
            file => Tenant.SourceOf(file, "orders")["changed"] =
                new JsonObject { ["field"] = field, ["form"] = form, ["stamp"] = stamp },
            books: true);

        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => tenant.PullAsync("orders", new Window(October.To!.Value.AddDays(-1), October.To)));

        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains("does not heed the filter", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/yonbip/sd/voucherdelivery/list", "createTime", "range")]
    [InlineData("/yonbip/scm/salesout/list", "vouchdate", "interval")]
    public async Task Each_list_is_asked_in_its_own_form(string path, string field, string form)
    {
        await using var tenant = await Tenant.OpenAsync(
            file =>
            {
                var source = Tenant.SourceOf(file, "shipments");
                source["path"] = path;
                source["changed"] = new JsonObject { ["field"] = field, ["form"] = form };
            },
            books: true);

        var came = tenant.Documents("shipments", await tenant.PullAsync("shipments", October));

        var held = StageBusiness.Month.Trading.Deliveries.Where(one => one.ShippedOn.Month == 10).ToList();
        Assert.Equal(
            held.Select(one => $"{one.Number} {one.Lines.Sum(line => line.Quantity)}").Order(),
            came.Select(one => $"{one.Key} {one.Lines.Sum(Quantity):0}").Order());
    }

    [Fact]
    public async Task A_row_that_moves_on_while_the_list_is_read_does_not_become_a_second_line()
    {
        await using var tenant = await Tenant.OpenAsync(
            file => Tenant.SourceOf(file, "orders")["pageSize"] = 2);
        foreach (var number in new[] { 2, 3, 4 })
        {
            tenant.Stage.Records.Put(Order(number));
        }

        // One is taken away and one added in front of the second page: the count stays as it was.
        tenant.Stage.Records.BeforePage = page =>
        {
            if (page == 1)
            {
                tenant.Stage.Records.Put(Order(1));
                tenant.Stage.Records.Remove(Order(4).Number);
            }
        };

        var pages = await tenant.PullAsync("orders");

        Assert.All(tenant.Documents("orders", pages), document => Assert.Single(document.Lines));
        Assert.True(pages.Sum(page => tenant.Map("orders", page).Tally.Records) < pages[0].SourceTotal);

        static StageRecord Order(int number) => new(
            $"{4700000 + number}", StageBusiness.Dealer, number, October.From!.Value);
    }

    [Fact]
    public async Task Pages_that_the_tenant_cuts_are_a_failure_and_not_a_gap()
    {
        await using var tenant = await Tenant.OpenAsync(
            books: true, options: new YonBipOptions { LargestPage = 50 });
        var e = await Assert.ThrowsAsync<ConnectorException>(() => tenant.PullAsync("orders"));
        Assert.Contains("pageSize", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stock_comes_by_warehouse_with_its_batches_added_up_on_the_tenants_day()
    {
        await using var tenant = await Tenant.OpenAsync();
        tenant.Time.Pass(TimeSpan.FromHours(15));

        var pages = await tenant.PullAsync("stock");

        Assert.Equal(2, pages.Count);
        var came = tenant.Documents("stock", pages);
        Assert.Equal(
            StageBusiness.Month.Stock
                .Select(one => $"{one.Warehouse}|{one.Product.Code}|2026-11-06 {one.OnHand}")
                .Order(),
            came.Select(one => $"{one.Key} {Tenant.Value("stock", one, "on_hand"):0}").Order());
    }

    [Fact]
    public async Task A_batch_whose_quantity_is_no_number_rejects_its_product_and_no_other()
    {
        await using var tenant = await Tenant.OpenAsync();
        const string body = """
            {"code":200,"data":[
            {"warehouse_code":"WH1","product_code":"P-1","currentqty":1.50,"availableqty":null,"unit":"EA"},
            {"warehouse_code":"WH1","product_code":"P-2","currentqty":4,"availableqty":1,"unit":"EA"},
            {"warehouse_code":"WH1","product_code":"P-1","currentqty":NaN,"availableqty":1,"unit":"EA"},
            {"warehouse_code":"WH1","product_code":"P-2","currentqty":"0.25","availableqty":1,"unit":"EA"}]}
            """;

        var mapped = tenant.Map("stock", new RawPage(
            "q?askedOn=2026-11-05", Encoding.UTF8.GetBytes(body), null));

        Assert.Equal(4.25m, Tenant.Value("stock", Assert.Single(mapped.Documents), "on_hand"));
        Assert.Equal("NaN", Assert.Single(mapped.Rejected).Value);
    }

    [Theory]
    [InlineData("""{"code":"118001","message":"根据条件查询结果为空"}""", true)]
    [InlineData("""{"code":200,"data":{"recordCount":"0","recordList":[]}}""", true)]
    [InlineData("""{"code":"200","data":null}""", false)]
    [InlineData("""{"code":"200","data":{}}""", false)]
    [InlineData("""{"code":"200","data":{"recordList":[]}}""", false)]
    [InlineData("""["nothing"]""", false)]
    public async Task Nothing_is_believed_only_where_the_answer_says_so(string body, bool isBelieved)
    {
        await using var tenant = await Tenant.OpenAsync();
        var page = new RawPage("saved.txt", Encoding.UTF8.GetBytes(body), null);
        if (isBelieved)
        {
            Assert.Equal(0, tenant.Map("orders", page).Tally.Records);
            return;
        }

        Assert.Throws<ConnectorException>(() => tenant.Map("orders", page));
    }

    [Fact]
    public async Task An_allowance_that_is_used_up_is_waited_for_and_costs_no_record()
    {
        await using var tenant = await Tenant.OpenAsync(
            file =>
            {
                Tenant.SourceOf(file, "orders")["pageSize"] = 20;
                Narrow(file);
                file["yonbip"]!["limitPauseSeconds"] = 25;
            },
            books: true,
            options: new YonBipOptions { PerMinute = 5 });

        var came = tenant.Documents("orders", await tenant.PullAsync("orders"));

        var held = StageBusiness.Month.Trading.Orders.Count(order => order.Dealer.Code == StageBusiness.Dealer);
        Assert.Equal(held, came.Count);
        Assert.True(tenant.Stage.Traffic.Count(CallKind.Read) > 6);
    }

    [Theory]
    [InlineData("kickedOut")]
    [InlineData("plainBadToken")]
    public async Task A_token_that_somebody_else_ended_is_renewed(string fault)
    {
        await using var tenant = await Tenant.OpenAsync(
            books: true, options: new YonBipOptions { NewTokenEndsOld = true });
        await tenant.PullAsync("stock");
        tenant.Stage.Faults.Next(fault);

        Assert.NotEmpty(tenant.Documents("stock", await tenant.PullAsync("stock")));

        // Gateway and token, and the token that was fetched anew.
        Assert.Equal(3, tenant.Stage.Traffic.Count(CallKind.Token));
    }

    [Theory]
    [InlineData("notGranted", "Grant the API")]
    [InlineData("limited429", "310050")]
    public async Task What_the_gateway_says_comes_with_a_remedy(string fault, string told)
    {
        await using var tenant = await Tenant.OpenAsync();
        tenant.Stage.Faults.Next(fault, count: 10);
        var e = await Assert.ThrowsAsync<ConnectorException>(() => tenant.PullAsync("orders"));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_registered_is_told_as_such()
    {
        await using var tenant = await Tenant.OpenAsync(
            file => Tenant.SourceOf(file, "orders")["path"] = "/yonbip/sd/voucherorders/list");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => tenant.PullAsync("orders"));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains("310404", e.Message, StringComparison.Ordinal);
        Assert.Contains("Correct the path", e.Message, StringComparison.Ordinal);
    }

    // One dealer's orders: the seeded business is large, and small pages are asked for.
    private static void Narrow(JsonNode file) => Tenant.SourceOf(file, "orders")["body"]!["simpleVOs"] = new JsonArray(
        new JsonObject { ["field"] = "agentId", ["op"] = "eq", ["value1"] = StageBusiness.Dealer });

    private static decimal Net(object?[] line) => (decimal)line[Datasets.Orders.LineFields.ToList()
        .FindIndex(field => field.Name == "net_amount")]!;

    private static decimal Quantity(object?[] line) => (decimal)line[Datasets.Shipments.LineFields.ToList()
        .FindIndex(field => field.Name == "quantity")]!;
}
