using System.Security.Cryptography;
using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Qimen;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Qimen;

/// <summary>Calls of the WMS that a relay laid into a folder.</summary>
public sealed class CallbackTests : IDisposable
{
    private const string Example = "examples/wms-callbacks/connector.json";

    private const string Confirmed = """
        <request><deliveryOrder><deliveryOrderCode>DO-1</deliveryOrderCode><warehouseCode>WH1</warehouseCode>
        <orderType>JYCK</orderType><status>PARTDELIVERED</status><outBizCode>MSG-1</outBizCode>
        <confirmType>1</confirmType><orderConfirmTime>2026-11-01 00:30:00</orderConfirmTime></deliveryOrder>
        <packages><package><logisticsCode>SF</logisticsCode><expressCode>SF100</expressCode></package></packages>
        <orderLines><orderLine><orderLineNo>10</orderLineNo><itemCode>SKU1</itemCode><inventoryType>ZP</inventoryType>
        <planQty>5</planQty><actualQty>2</actualQty></orderLine></orderLines></request>
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("calls").FullName;

    public CallbackTests() => Directory.CreateDirectory(Calls);

    private string Calls => Path.Combine(_home, "calls");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_confirmation_becomes_a_report_with_its_lines()
    {
        Lay("1.call", Call("deliveryorder.confirm", Confirmed));
        var report = (await TakeAsync()).Documents.Single();
        Assert.Equal(
            ["deliveryorder.confirm:WH1:MSG-1", "delivery", "DO-1", "WH1", "PARTDELIVERED", "intermediate",
                new DateTimeOffset(2026, 10, 31, 16, 30, 0, TimeSpan.Zero), "SF", "SF100"],
            report.Values);
        Assert.Equal(
            ["1", "10", "SKU1", "ZP", 5m, 2m, null], Assert.Single(report.Lines));
        Assert.Equal(["1.call"], Names("taken"));
        Assert.Empty(Names(""));
    }

    [Theory]
    [InlineData("entryorder.confirm", "entryOrder", "entryOrderCode", "entry")]
    [InlineData("taobao.qimen.returnorder.confirm", "returnOrder", "returnOrderCode", "return")]
    public async Task Goods_that_come_in_are_reported_alike(string method, string header, string code, string kind)
    {
        Lay("1.call", Call(method, $"""
            <request><{header}><{code}>EN-1</{code}><warehouseCode>WH1</warehouseCode><outBizCode>M</outBizCode>
            <operateTime>2026-11-01 10:00:00</operateTime></{header}><orderLines>
            <orderLine><itemCode>A</itemCode><planQty>2</planQty><actualQty>1</actualQty></orderLine>
            <orderLine><itemCode>A</itemCode><planQty>2</planQty><actualQty>1</actualQty></orderLine>
            </orderLines></request>
            """));
        var report = (await TakeAsync()).Documents.Single();
        Assert.Equal(kind, report.Values[WarehouseDatasets.Reports.IndexOf("kind")]);
        Assert.Equal("EN-1", report.Values[WarehouseDatasets.Reports.IndexOf("document_number")]);
        Assert.Null(report.Values[WarehouseDatasets.Reports.IndexOf("confirmation")]);
        Assert.Equal(["1", "2"], report.Lines.Select(l => l[0]));
    }

    [Fact]
    public async Task Every_change_of_stock_in_a_call_is_a_report_with_its_sign()
    {
        Lay("1.call", Call("stockchange.report", """
            <request><items>
            <item><warehouseCode>WH1</warehouseCode><orderCode>CK-1</orderCode><outBizCode>M</outBizCode>
              <itemCode>A</itemCode><quantity>-3</quantity><changeTime>2026-11-01 10:00:00</changeTime></item>
            <item><warehouseCode>WH1</warehouseCode><orderCode>CK-1</orderCode><outBizCode>M</outBizCode>
              <itemCode>B</itemCode><quantity>4</quantity><changeTime>2026-11-01 10:00:00</changeTime></item>
            </items></request>
            """));
        var reports = (await TakeAsync()).Documents;
        Assert.Equal(["stockchange.report:WH1:M:A", "stockchange.report:WH1:M:B"], reports.Select(r => r.Key));
        var quantity = WarehouseDatasets.Reports.LineIndexOf("quantity");
        Assert.Equal([-3m, 4m], reports.Select(r => r.Lines.Single()[quantity]));
    }

    [Fact]
    public async Task A_call_that_comes_again_under_another_name_is_the_same_report()
    {
        var nameless = Confirmed.Replace("<outBizCode>MSG-1</outBizCode>", "", StringComparison.Ordinal);
        Lay("1.call", Call("deliveryorder.confirm", nameless));
        Lay("2.call", Call("deliveryorder.confirm", nameless, stamp: "2026-11-02 09:00:00"));
        Assert.Single((await TakeAsync()).Documents.Select(d => d.Key).Distinct());
        Assert.Equal(["1.call", "2.call"], Names("taken"));
    }

    [Fact]
    public async Task Lists_may_be_nested_in_the_header_and_goods_may_stand_in_the_packages_alone()
    {
        Lay("1.call", Call("deliveryorder.confirm", """
            <request><deliveryOrder><deliveryOrderCode>DO-1</deliveryOrderCode><warehouseCode>WH1</warehouseCode>
            <outBizCode>M</outBizCode><packages><package><logisticsCode>SF</logisticsCode>
            <expressCode>SF100</expressCode><items><item><itemCode>A</itemCode><quantity>2</quantity></item>
            <item><itemCode>B</itemCode><quantity>3</quantity></item></items></package></packages></deliveryOrder>
            </request>
            """));
        var report = (await TakeAsync()).Documents.Single();
        Assert.Equal("SF100", report.Values[WarehouseDatasets.Reports.IndexOf("tracking_number")]);
        var quantity = WarehouseDatasets.Reports.LineIndexOf("quantity");
        Assert.Equal([2m, 3m], report.Lines.Select(l => l[quantity]));
    }

    [Fact]
    public async Task A_report_of_a_cancel_needs_no_goods()
    {
        Lay("1.call", Call("deliveryorder.confirm", """
            <request><deliveryOrder><deliveryOrderCode>DO-1</deliveryOrderCode><warehouseCode>WH1</warehouseCode>
            <outBizCode>M</outBizCode><status>CANCELED</status></deliveryOrder></request>
            """));
        var report = (await TakeAsync()).Documents.Single();
        Assert.Equal("CANCELED", report.Values[WarehouseDatasets.Reports.IndexOf("status")]);
        Assert.Empty(report.Lines);
    }

    [Fact]
    public async Task A_confirmType_nobody_knows_is_rejected_with_its_value()
    {
        Lay("1.call", Call("deliveryorder.confirm", Confirmed.Replace(
            "<confirmType>1", "<confirmType>7", StringComparison.Ordinal)));
        Assert.Equal("7", (await TakeAsync()).Rejected[0].Value);
    }

    [Fact]
    public async Task A_name_that_comes_again_replaces_no_file_that_was_put_away()
    {
        Lay("1.call", Call("deliveryorder.confirm", Confirmed));
        await TakeAsync();
        Lay("1.call", Call("deliveryorder.confirm", Confirmed));
        await TakeAsync();
        Assert.Equal(["1.call", "2-1.call"], Names("taken"));
    }

    public static TheoryData<string, byte[], string> Bad => new()
    {
        { "a byte was changed", [.. Call("deliveryorder.confirm", Confirmed), (byte)' '], "signature" },
        { "another secret", Call("deliveryorder.confirm", Confirmed, secret: "other"), "signature" },
        { "line ends were changed", Crlf(Call("deliveryorder.confirm", Confirmed)), "signature" },
        { "no query", "<request/>"u8.ToArray(), "query string" },
        { "a name twice", "method=a&method=b&sign=c\n<request/>"u8.ToArray(), "query string" },
        { "another customer", Call("deliveryorder.confirm", Confirmed, customer: "c2"), "customerId" },
        { "a method nobody wants", Call("sn.report", Confirmed), "methods" },
        { "no XML", Call("deliveryorder.confirm", "<request>"), "XML" },
        { "a document type", Call("deliveryorder.confirm", "<!DOCTYPE r><request/>"), "XML" },
        { "too large", new byte[5 * 1024 * 1024], "larger" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_not_the_WMSs_word_is_rejected_by_name_and_the_rest_is_read(
        string what, byte[] content, string said)
    {
        Lay("bad.call", content);
        Lay("good.call", Call("deliveryorder.confirm", Confirmed));
        var page = await TakeAsync();
        Assert.Single(page.Documents);
        var rejected = Assert.Single(page.Rejected);
        Assert.Equal("bad.call", rejected.Place.File);
        Assert.Contains(said, rejected.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FixedSecrets.Value, rejected.Message, StringComparison.Ordinal);
        Assert.True(Names("rejected").SequenceEqual(what is "no XML" or "a document type" ? [] : ["bad.call"]), what);
    }

    [Fact]
    public async Task A_page_that_was_stored_is_read_without_the_secret()
    {
        Lay("1.call", Call("deliveryorder.confirm", Confirmed));
        var (source, mapping) = Source();
        var page = Assert.Single(await PullAsync(source, mapping, "1.call"));
        var reader = ConnectorList.Create(File(), new NoSecrets(), TimeProvider.System).Source!;
        Assert.Single(Mapper.Map(WarehouseDatasets.Reports, mapping, reader.Read(mapping, page)).Documents);
    }

    [Fact]
    public async Task Files_that_are_still_written_are_left_alone_and_an_empty_folder_is_no_failure()
    {
        var (source, mapping) = Source();
        Lay(".1.call", []);
        Lay("1.call.tmp", []);
        Assert.Empty(await source.PartsAsync(mapping, Window.Everything, TestContext.Current.CancellationToken));
        Directory.Delete(Calls, recursive: true);
        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => source.PartsAsync(mapping, Window.Everything, TestContext.Current.CancellationToken));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
    }

    [Theory]
    [InlineData("../connector.json")]
    [InlineData("..")]
    [InlineData("gone.call")]
    public async Task Only_files_of_the_folder_are_read(string part)
    {
        var (source, mapping) = Source();
        await Assert.ThrowsAsync<ConnectorException>(() => PullAsync(source, mapping, part));
    }

    private async Task<MappedPage> TakeAsync()
    {
        var (source, mapping) = Source();
        var records = new List<SourceRecord>();
        foreach (var part in await source.PartsAsync(
            mapping, Window.Everything, TestContext.Current.CancellationToken))
        {
            foreach (var page in await PullAsync(source, mapping, part))
            {
                records.AddRange(source.Read(mapping, page));
            }

            await source.TakenAsync(mapping, part, TestContext.Current.CancellationToken);
        }

        return Mapper.Map(WarehouseDatasets.Reports, mapping, records);
    }

    private static async Task<List<RawPage>> PullAsync(ISource source, DatasetMapping mapping, string part)
    {
        var pages = new List<RawPage>();
        await foreach (var page in source.PullAsync(
            mapping, part, Window.Everything, null, TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }

    private (ISource Source, DatasetMapping Mapping) Source()
    {
        var file = File();
        return (
            ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Source!,
            file.Dataset("warehouse-reports"));
    }

    private ConnectorFile File() => ConnectorFile.Load(Repository.Path(Example)) with
    {
        FilePath = Path.Combine(_home, "connector.json"),
    };

    private void Lay(string name, byte[] content) => System.IO.File.WriteAllBytes(Path.Combine(Calls, name), content);

    private IEnumerable<string> Names(string below) => Directory.Exists(Path.Combine(Calls, below))
        ? Directory.GetFiles(Path.Combine(Calls, below)).Select(p => Path.GetFileName(p)!).Order()
        : [];

    private static byte[] Crlf(byte[] call) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(call).Replace("\n", "\r\n", StringComparison.Ordinal));

    // What a WMS does: names by their codes, values as they are, the body, between two copies of the secret.
    private static byte[] Call(
        string method, string body, string secret = FixedSecrets.Value, string customer = "c1234567",
        string stamp = "2026-11-01 09:00:00")
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["app_key"] = "12345678", ["customerId"] = customer, ["format"] = "xml", ["method"] = method,
            ["sign_method"] = "md5", ["timestamp"] = stamp, ["v"] = "2.0",
        };
        var signed = $"{secret}{string.Concat(parameters.Select(p => p.Key + p.Value))}{body}{secret}";
#pragma warning disable CA5351 // the protocol's digest
        var sign = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5351
        var query = string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        return Encoding.UTF8.GetBytes($"{query.Replace("%20", "+", StringComparison.Ordinal)}&sign={sign}\n{body}");
    }
}
