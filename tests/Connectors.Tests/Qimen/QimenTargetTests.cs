using System.Xml.Linq;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Qimen;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Qimen;

/// <summary>Entry orders, and orders that are taken back.</summary>
public sealed class QimenTargetTests : IDisposable
{
    private static readonly PushDocument Entry = new("entry-order", "EN-1", "D001", """
        {"warehouse_code":"WH1","purpose":"return","order_number":"R-7",
         "lines":[{"position":"10","product_code":"P-1","quantity":"2"}]}
        """);

    private static readonly PushDocument Cancel = new("delivery-order-cancel", "DO-1", "D001", """
        {"warehouse_code":"WH1","reason":"withdrawn by the dealer"}
        """);

    private readonly WireMockServer _wms = WireMockServer.Start();

    public void Dispose() => _wms.Dispose();

    [Fact]
    public async Task An_entry_order_is_sent_under_our_key_and_found_again()
    {
        Given("entryorder.create", Ok("<entryOrderId>E1</entryOrderId>"));
        Given("entryorder.query", Ok("<entryOrder><entryOrderId>E1</entryOrderId></entryOrder>"));
        Assert.Equal(new PushOutcome.Done("E1"), await PushAsync(Entry));
        Assert.Equal("E1", await Target().FindAsync(Entry, TestContext.Current.CancellationToken));

        var header = Body("entryorder.create").Element("entryOrder")!;
        Assert.Equal("EN-1", header.Element("entryOrderCode")!.Value);
        Assert.Equal("THRK", header.Element("orderType")!.Value);
        Assert.Equal("R-7", header.Element("purchaseOrderCode")!.Value);
        Assert.Equal("1", header.Element("totalOrderLines")!.Value);
        Assert.Equal("OWN", header.Element("ownerCode")!.Value);
        var line = Body("entryorder.create").Element("orderLines")!.Element("orderLine")!;
        Assert.Equal(("OWN", "P-1", "2"), (
            line.Element("ownerCode")!.Value, line.Element("itemCode")!.Value, line.Element("planQty")!.Value));
        Assert.Equal("EN-1", Body("entryorder.query").Element("entryOrderCode")!.Value);
    }

    [Fact]
    public async Task An_order_is_taken_back_under_its_key()
    {
        Given("order.cancel", Ok(""));
        Assert.Equal(new PushOutcome.Done("DO-1"), await PushAsync(Cancel));
        var body = Body("order.cancel");
        Assert.Equal(
            ("DO-1", "WH1", "JYCK", "withdrawn by the dealer"),
            (body.Element("orderCode")!.Value, body.Element("warehouseCode")!.Value,
                body.Element("orderType")!.Value, body.Element("cancelReason")!.Value));
    }

    [Theory]
    [InlineData("DELIVERED")]
    [InlineData("CANCELEDFAIL")]
    [InlineData("ACCEPT")]
    public async Task One_that_has_left_is_refused_in_the_warehouses_words(string status)
    {
        Given("order.cancel", Failure("S012", "goods have left"));
        Given("deliveryorder.query", Order(status));
        Assert.Equal(new PushOutcome.Refused("S012: goods have left"), await PushAsync(Cancel));
        Assert.Null(await Target().FindAsync(Cancel, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("CANCELED")]
    [InlineData("CLOSED")]
    [InlineData("REJECT")]
    public async Task One_that_is_taken_back_already_is_done_however_the_warehouse_words_it(string status)
    {
        Given("order.cancel", Failure("S013", "cannot be cancelled"));
        Given("deliveryorder.query", Order(status));
        Assert.Equal(new PushOutcome.Done("W1"), await PushAsync(Cancel));
        Assert.Equal("W1", await Target().FindAsync(Cancel, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_delivery_order_names_sender_receiver_shop_carrier_and_price()
    {
        Given("deliveryorder.create", Ok("<deliveryOrderId>W1</deliveryOrderId>"));
        Assert.Equal(new PushOutcome.Done("W1"), await Target(Whole).PushAsync(
            Delivery("南京市中山路1号"), TestContext.Current.CancellationToken));
        var order = Body("deliveryorder.create").Element("deliveryOrder")!;
        Assert.Equal(
            ["示范厂家", "02500000000", "江苏省", "苏州市", "工业园区1号"],
            order.Element("senderInfo")!.Elements().Select(e => e.Value));
        Assert.Equal(
            ["name", "mobile", "province", "city", "detailAddress"],
            order.Element("receiverInfo")!.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(
            ["宏达商贸", "13900000000", "江苏省", "南京市", "南京市中山路1号"],
            order.Element("receiverInfo")!.Elements().Select(e => e.Value));
        Assert.Equal(("示范", "SF"), (order.Element("shopNick")!.Value, order.Element("logisticsCode")!.Value));
        Assert.Equal("10.20", Body("deliveryorder.create").Descendants("actualPrice").Single().Value);
    }

    [Fact]
    public async Task One_that_lacks_what_the_WMS_requires_is_refused_by_name_and_nothing_is_sent()
    {
        var refused = Assert.IsType<PushOutcome.Refused>(await Target(Whole).PushAsync(
            Delivery(" "), TestContext.Current.CancellationToken));
        Assert.StartsWith("The receiver D001 of DO-1 lacks address, which", refused.Reason, StringComparison.Ordinal);
        var bare = Delivery("x") with { Payload = """{"warehouse_code":"WH1","lines":[]}""" };
        refused = Assert.IsType<PushOutcome.Refused>(await Target(Whole).PushAsync(
            bare, TestContext.Current.CancellationToken));
        Assert.Contains("name, contact_phone, province, city, address", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(_wms.LogEntries);
    }

    [Theory]
    [InlineData("entry-order")]
    [InlineData("entry-order-cancel")]
    public async Task A_purpose_nobody_knows_is_refused_with_the_known_ones_and_nothing_is_sent(string kind)
    {
        var refused = Assert.IsType<PushOutcome.Refused>(await PushAsync(Entry with
        {
            Kind = kind,
            Payload = Entry.Payload.Replace("\"return\"", "\"gift\"", StringComparison.Ordinal),
        }));
        Assert.Contains(
            "'gift' is no purpose of an entry order; known are other, purchase, return, transfer", refused.Reason,
            StringComparison.Ordinal);
        Assert.Empty(_wms.LogEntries);
    }

    [Theory]
    [InlineData("CANCELED", true)]
    [InlineData("DELIVERED", false)]
    public async Task An_order_without_a_status_is_told_by_its_steps(string last, bool isTakenBack)
    {
        Given("order.cancel", Failure("S013", "cannot be cancelled"));
        Given("deliveryorder.query", Ok("<deliveryOrder><deliveryOrderId>W1</deliveryOrderId></deliveryOrder>"));
        Given("orderprocess.query", Steps("NEW", "ACCEPT", last, "CLOSED"));
        Assert.Equal(
            isTakenBack ? new PushOutcome.Done("W1") : new PushOutcome.Refused("S013: cannot be cancelled"),
            await PushAsync(Cancel));
        var asked = Body("orderprocess.query");
        Assert.Equal(
            ("JYCK", "DO-1", "WH1", "OWN"),
            (asked.Element("orderType")!.Value, asked.Element("orderCode")!.Value,
                asked.Element("warehouseCode")!.Value, asked.Element("ownerCode")!.Value));
    }

    [Fact]
    public async Task Steps_are_asked_for_where_the_status_is_unclear_only()
    {
        var states = (IDocumentStates)Target();
        Given("deliveryorder.query", Order("PARTDELIVERED"));
        var state = await states.StateAsync(Cancel, TestContext.Current.CancellationToken);
        Assert.Equal(("W1", "PARTDELIVERED", 0), (state!.Number, state.Status, state.Steps.Count));

        _wms.Reset();
        Given("deliveryorder.query", Order("EXCEPTION"));
        Given("orderprocess.query", Steps("NEW", "PICK", "EXCEPTION"));
        state = await states.StateAsync(Cancel, TestContext.Current.CancellationToken);
        Assert.Equal(["NEW", "PICK", "EXCEPTION"], state!.Steps);

        _wms.Reset();
        Given("deliveryorder.query", Failure("NOTFOUND", "no DO-1"));
        Assert.Null(await states.StateAsync(Cancel, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_sender_that_is_not_whole_is_an_error_of_the_file()
    {
        var path = System.IO.Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllText(path, System.IO.File.ReadAllText(Repository.Path("config/connectors/wms.json"))
                .Replace("\"app\":", """
                    "qimen": { "shop": "", "sender": { "name": "a", "mobile": "1", "province": "p", "city": " ",
                      "address": "d" } },
                    "app":
                    """, StringComparison.Ordinal));
            var e = Assert.Throws<ConfigurationException>(() => ConnectorFile.Load(path));
            Assert.Contains("$.qimen.sender.city is empty", e.Message, StringComparison.Ordinal);
            Assert.Contains("$.qimen.shop is empty", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Theory]
    [InlineData("TOP15", "isp.http-read-timeout")]
    [InlineData("TOP60", "wrong sign")]
    public async Task What_the_gateway_says_is_no_word_of_the_warehouse(string code, string message)
    {
        Given("order.cancel", Failure(code, message));
        Assert.IsType<PushOutcome.Unknown>(await PushAsync(Cancel));
    }

    [Fact]
    public async Task A_refusal_whose_reason_cannot_be_asked_stays_open()
    {
        Given("order.cancel", Failure("S013", "cannot be cancelled"));
        Given("deliveryorder.query", Failure("S99", "database down"));
        Assert.IsType<PushOutcome.Unknown>(await PushAsync(Cancel));
    }

    [Fact]
    public async Task Stock_of_named_products_is_asked_for_in_pages_of_them()
    {
        Given("inventory.query", Ok("""
            <items><item><warehouseCode>WH1</warehouseCode><itemCode>P-1</itemCode><quantity>5</quantity></item></items>
            """));
        var file = Samples.Shipped("wms", _wms.Url);
        var mapping = file.Dataset("stock") with
        {
            Source = System.Text.Json.JsonSerializer.SerializeToElement(new
            {
                method = "inventory.query", list = "items.item", pageSize = 2, items = new[] { "P-1", "P-2", "P-3" },
            }),
        };
        file = file with { Datasets = [mapping] };
        var source = ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Source!;
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Samples.PullAllAsync(source, mapping));
        Assert.Contains("'P-1', which was not asked for", e.Message, StringComparison.Ordinal);
        Assert.Equal(
            [["P-1", "P-2"], ["P-3"]],
            _wms.LogEntries.Select(l => XElement.Parse(l.RequestMessage!.Body!).Descendants("itemCode")
                .Select(i => i.Value).ToArray()));
    }

    private Task<PushOutcome> PushAsync(PushDocument document) =>
        Target().PushAsync(document, TestContext.Current.CancellationToken);

    private static readonly QimenSettings Whole = new(
        new QimenParty("示范厂家", "02500000000", "江苏省", "苏州市", "工业园区1号"), "示范", "SF");

    private static PushDocument Delivery(string address) => new("delivery-order", "DO-1", "D001", $$"""
        {"warehouse_code":"WH1","receiver":{"name":"宏达商贸","contact_phone":"13900000000","province":"江苏省",
         "city":"南京市","address":"{{address}}"},
         "lines":[{"position":"10","product_code":"P-1","quantity":"2","unit_price":"10.20"}]}
        """);

    private ITarget Target(QimenSettings? settings = null)
    {
        var file = Samples.Shipped("wms", _wms.Url, Samples.Quick(retries: 0, timeoutSeconds: 60));
        file = file with { App = file.App! with { Owner = "OWN" }, Qimen = settings };
        return ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Target!;
    }

    private XElement Body(string method) => XElement.Parse(_wms.LogEntries
        .Last(l => l.RequestMessage!.Query!["method"].Single() == method).RequestMessage!.Body!);

    private void Given(string method, string body) => _wms
        .Given(Request.Create().UsingPost().WithParam("method", method))
        .RespondWith(Response.Create().WithHeader("Content-Type", "text/xml").WithBody(body));

    private static string Order(string status) => Ok(
        $"<deliveryOrder><deliveryOrderId>W1</deliveryOrderId><status>{status}</status></deliveryOrder>");

    private static string Steps(params string[] steps) => Ok(new XElement("orderProcess", new XElement(
        "processes", steps.Select(s => new XElement("process", new XElement("processStatus", s))))).ToString());

    private static string Ok(string inner) =>
        $"<response><flag>success</flag><code>0</code><message/>{inner}</response>";

    private static string Failure(string code, string message) =>
        $"<response><flag>failure</flag><code>{code}</code><message>{message}</message></response>";
}
