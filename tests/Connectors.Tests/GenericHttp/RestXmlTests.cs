using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

/// <summary>XML with what XML has besides elements: namespaces, attributes, encodings.</summary>
public sealed class RestXmlTests : IDisposable
{
    private readonly WireMockServer _erp = WireMockServer.Start();

    [Theory]
    [InlineData("""<r xmlns="urn:erp:7"><items><item><no>{0}</no>{1}</item></items><n>1</n></r>""")]
    [InlineData(
        """
        <s:Envelope xmlns:s="urn:soap"><items xmlns="urn:a"><b:item xmlns:b="urn:b"><b:no>{0}</b:no>{1}</b:item></items>
        <n>1</n></s:Envelope>
        """)]
    [InlineData("<r><items><item><no>{0}</no>{1}</item></items><n>1</n></r>")]
    public async Task Records_and_fields_are_found_in_any_namespace(string body)
    {
        const string Fields = "<customer>C1</customer><day>2026-10-01</day><amount>2.50</amount>";
        _erp.Given(Request.Create().WithPath("/api/payments")).RespondWith(Response.Create().WithBody(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, body, "7", Fields)));
        var file = Rest.File(
            $"{_erp.Url}/api", """{ "format": "xml" }""", """{ "records": "items.item", "total": "n" }""");
        var (source, mapping) = Rest.Source(file);
        var pages = await Samples.PullAllAsync(source, mapping, null, null);
        var mapped = Mapper.Map(Datasets.Payments, mapping, source.Read(mapping, Assert.Single(pages)));
        Assert.Empty(mapped.Rejected);
        Assert.Equal("7", Assert.Single(mapped.Documents).Key);
        Assert.Equal(1, pages[0].SourceTotal);
    }

    [Fact]
    public async Task Attributes_are_read_and_so_is_an_encoding_that_the_document_declares()
    {
        const string body = """
            <?xml version="1.0" encoding="GBK"?>
            <r count="2" xmlns:x="urn:x">
            <row id="1" x:who="华东"><day v="2026-10-01"/><amount cur="CNY">2.50</amount></row>
            <row id="2" x:who="华南"><day v="2026-10-02"/><amount cur="CNY"/></row></r>
            """;
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        _erp.Given(Request.Create()).RespondWith(Response.Create().WithHeader("Content-Type", "text/xml")
            .WithBody(System.Text.Encoding.GetEncoding("GBK").GetBytes(body)));
        var file = Rest.File(
            $"{_erp.Url}/api", """{ "format": "xml" }""", """{ "records": "row", "total": "@count" }""");
        var (source, mapping) = Rest.Source(file);
        var page = Assert.Single(await Samples.PullAllAsync(source, mapping));

        Assert.Equal(2, page.SourceTotal);
        string[] paths = ["@id", "@who", "day.@v", "amount", "amount.@cur", "@none"];
        Assert.Equal(
            ["1 华东 2026-10-01 2.50 CNY -", "2 华南 2026-10-02 - CNY -"],
            source.Read(mapping, page).Select(r => string.Join(
                ' ', paths.Select(path => r.TryGet(path, out var text) ? text ?? "-" : "no such path"))));
    }

    [Fact]
    public async Task A_body_has_namespaces_and_attributes_where_the_file_says_so()
    {
        _erp.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithBody("<r><no>7</no></r>"));
        const string http = """
            {
              "format": "xml", "mediaType": "text/xml; charset=utf-8",
              "targets": {
                "free-goods": {
                  "path": "/soap", "number": "no",
                  "fields": {
                    "s:Envelope.@xmlns:s": { "constant": "urn:soap" },
                    "s:Envelope.s:Body.order.@xmlns": { "constant": "urn:erp" },
                    "s:Envelope.s:Body.order.@no": "@key",
                    "s:Envelope.s:Body.order.text.@lang": { "constant": "zh" },
                    "s:Envelope.s:Body.order.text.#text": "text"
                  },
                  "lines": {
                    "member": "s:Envelope.s:Body.order.line", "fields": { "@sku": "product_code", "qty": "quantity" }
                  },
                  "find": { "path": "/orders/{key}", "number": "no", "key": "key" }
                }
              }
            }
            """;
        var target = ConnectorList.Create(
            Rest.File(_erp.Url + "/api", http, """{ "total": "n" }"""),
            new FixedSecrets(),
            TimeProvider.System).Target!;
        var goods = new PushDocument(
            "free-goods", "F\"1", "D1", """{"text":"<茶>","lines":[{"product_code":"a","quantity":"2"}]}""");

        Assert.Equal(new PushOutcome.Done("7"), await target.PushAsync(goods, TestContext.Current.CancellationToken));

        var sent = _erp.LogEntries[0].RequestMessage!;
        Assert.Equal("text/xml; charset=utf-8", sent.Headers!["Content-Type"].Single());
        Assert.Equal(
            """<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="urn:soap"><s:Body>"""
            + """<order xmlns="urn:erp" no="F&quot;1"><text lang="zh">&lt;茶&gt;</text>"""
            + """<line sku="a"><qty>2</qty></line></order></s:Body></s:Envelope>""",
            sent.Body);
    }

    public void Dispose() => _erp.Dispose();
}
