using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Idoc;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Tests.Idoc;

public sealed class IdocTargetTests : IDisposable
{
    private static readonly PushDocument Order = new("sales-order", "SO-417-PO118", "417", """
        {
          "number": "PO118", "dealer_code": "417", "order_date": "2026-10-28", "requested_date": "2026-11-05",
          "currency": "CNY",
          "lines": [
            { "position": "10", "product_code": "110", "quantity": "12.000", "unit": "KAR", "unit_price": "125.00" },
            { "position": "20", "product_code": "TEA-BAG", "quantity": "500" }
          ]
        }
        """);

    private static readonly DatasetMapping Orders = Samples.Mapping("""
        {
          "dataset": "dealer-orders", "source": { "type": "ORDERS05", "folder": "in" },
          "fields": { "number": "E1EDK01.BELNR" }
        }
        """);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idoc-out-");

    private string Outbox => Path.Combine(_folder.FullName, "out");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false, "SO-417-PO118.xml")]
    [InlineData(true, "SO-417-PO118.txt")]
    public async Task An_order_is_one_file_under_its_key_that_reads_back_as_the_order(bool flat, string name)
    {
        var done = Assert.IsType<PushOutcome.Done>(await PushAsync(Order, flat));
        Assert.Equal([name], Directory.EnumerateFiles(Outbox).Select(Path.GetFileName));
        var idoc = Assert.Single(IdocSamples.Read(await BytesAsync(name)).Idocs);
        Assert.Empty(idoc.Faults);
        Assert.Empty(idoc.Notes);
        Assert.Equal(("ORDERS05", "ORDERS", done.PartnerNumber), (idoc.Type, idoc.Message, idoc.Number));
        string? Value(string path) => string.Join(',', IdocPath.Of(path).Values(idoc.Root));
        Assert.Equal("SO-417-PO118", Value("E1EDK02[QUALF=001].BELNR"));
        Assert.Equal("0000000417", Value("E1EDKA1[PARVW=AG].PARTN"));
        Assert.Equal("1000", Value("E1EDK14[QUALF=008].ORGID"));
        Assert.Equal("20261105", Value("E1EDK03[IDDAT=002].DATUM"));
        Assert.Equal("000010,000020", Value("E1EDP01.POSEX"));
        Assert.Equal("12.000,500", Value("E1EDP01.MENGE"));
        Assert.Equal("000000000000000110,TEA-BAG", Value("E1EDP01.E1EDP19[QUALF=002].IDTNR"));
        Assert.Equal("2", Value("E1EDS01[SUMID=001].SUMME"));
    }

    [Fact]
    public async Task The_flat_order_stands_in_the_columns_that_SAP_documents()
    {
        await PushAsync(Order, flat: true);
        var lines = Encoding.UTF8.GetString(await BytesAsync("SO-417-PO118.txt")).Split("\r\n");
        Assert.Equal(524, lines[0].Length);
        Assert.Equal("ORDERS05", lines[0][39..69].TrimEnd());
        Assert.Equal("HUB", lines[0][148..158].TrimEnd());
        Assert.Equal("S4PCLNT100", lines[0][277..287]);
        Assert.Equal("E2EDK01005", lines[1][..30].TrimEnd());
        Assert.Equal(("000001", "000000", "01"), (lines[1][49..55], lines[1][55..61], lines[1][61..63]));
        Assert.Equal("CNY", lines[1][67..70]);
        var item = lines.Single(l => l.StartsWith("E2EDP01008", StringComparison.Ordinal) && l[63..69] == "000010");
        Assert.Equal(("12.000", "KAR"), (item[74..89].TrimEnd(), item[89..92]));
        Assert.Equal(63 + 543, item.Length);
    }

    [Fact]
    public async Task The_same_order_again_is_done_and_writes_nothing_even_after_SAP_took_the_file()
    {
        var first = await PushAsync(Order);
        File.Delete(Path.Combine(Outbox, "SO-417-PO118.xml"));
        Assert.Equal(first, await PushAsync(Order));
        Assert.Empty(Directory.EnumerateFiles(Outbox));
        Assert.Equal(((PushOutcome.Done)first).PartnerNumber, await FindAsync(Order));
    }

    [Fact]
    public async Task An_identical_file_that_lies_there_is_done_and_another_one_stays_untouched()
    {
        await PushAsync(Order);
        var content = await BytesAsync("SO-417-PO118.xml");
        Directory.Delete(Path.Combine(Outbox, OutboxFolder.Kept), recursive: true);
        Assert.Null(await FindAsync(Order));
        Assert.IsType<PushOutcome.Done>(await PushAsync(Order));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Outbox, OutboxFolder.Staging)));

        Directory.Delete(Path.Combine(Outbox, OutboxFolder.Kept), recursive: true);
        await File.WriteAllTextAsync(
            Path.Combine(Outbox, "SO-417-PO118.xml"), "<x/>", TestContext.Current.CancellationToken);
        Assert.IsType<PushOutcome.Refused>(await PushAsync(Order));
        Assert.Equal("<x/>", Encoding.UTF8.GetString(await BytesAsync("SO-417-PO118.xml")));
        Assert.NotEmpty(content);
    }

    [Fact]
    public async Task Another_content_under_a_delivered_key_is_refused()
    {
        await PushAsync(Order);
        var other = Order with { Payload = Order.Payload.Replace("500", "501", StringComparison.Ordinal) };
        var refused = Assert.IsType<PushOutcome.Refused>(await PushAsync(other));
        Assert.Contains("another content", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_stop_half_way_is_no_delivery_and_the_next_push_ends_it(bool staged, bool kept)
    {
        await PushAsync(Order);
        var content = await BytesAsync("SO-417-PO118.xml");
        File.Delete(Path.Combine(Outbox, "SO-417-PO118.xml"));
        if (staged)
        {
            await File.WriteAllBytesAsync(
                Path.Combine(Outbox, OutboxFolder.Staging, "SO-417-PO118.xml"),
                content,
                TestContext.Current.CancellationToken);
        }

        if (!kept)
        {
            File.Delete(Path.Combine(Outbox, OutboxFolder.Kept, "SO-417-PO118.xml"));
        }

        Assert.Null(await FindAsync(Order));
        Assert.IsType<PushOutcome.Done>(await PushAsync(Order));
        Assert.Equal(content, await BytesAsync("SO-417-PO118.xml"));
        Assert.NotNull(await FindAsync(Order));
    }

    [Fact]
    public async Task A_value_too_long_for_its_field_is_refused_in_XML_too()
    {
        var payload = Order.Payload.Replace("TEA-BAG", new string('T', 36), StringComparison.Ordinal);
        var other = Order with { Payload = payload };
        var refused = Assert.IsType<PushOutcome.Refused>(await PushAsync(other));
        Assert.Contains("E1EDP19.IDTNR", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("36 characters where the field holds 35", refused.Reason, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Outbox));
    }

    [Theory]
    [InlineData("credit-note", "CN-1")]
    [InlineData("sales-order", "../SO-1")]
    [InlineData("sales-order", "")]
    public async Task What_cannot_be_a_file_of_the_outbox_is_refused(string kind, string key)
    {
        var document = Order with { Kind = kind, Key = key };
        Assert.IsType<PushOutcome.Refused>(await PushAsync(document));
        Assert.Null(await FindAsync(document));
    }

    [Fact]
    public async Task An_outbox_that_cannot_be_written_leaves_the_outcome_unknown()
    {
        await File.WriteAllTextAsync(Outbox, "a file in place of the folder", TestContext.Current.CancellationToken);
        Assert.IsType<PushOutcome.Unknown>(await PushAsync(Order));
    }

    [Fact]
    public async Task Without_status_messages_done_means_handed_over_and_says_so()
    {
        var done = Assert.IsType<PushOutcome.Done>(await PushAsync(Order));
        Assert.Contains("whether SAP posted it is not known", done.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_full_leaves_no_half_file_and_the_order_is_sent_once_there_is_room()
    {
        var staging = Directory.CreateDirectory(Path.Combine(Outbox, OutboxFolder.Staging)).FullName;
        File.CreateSymbolicLink(Path.Combine(staging, "SO-417-PO118.xml.part"), "/dev/full");
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(Order));
        Assert.Contains("No space left", unknown.Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Outbox, "*", SearchOption.AllDirectories));
        Assert.Null(await FindAsync(Order));
        Assert.IsType<PushOutcome.Done>(await PushAsync(Order));
        Assert.Single(Directory.EnumerateFiles(Outbox));
    }

    [Theory]
    [InlineData("\"client\": \"100\"", "\"client\": \"1000\"", "EDI_DC40.MANDT, value '1000'")]
    [InlineData("\"folder\": \"out\"", "\"folder\": \"in\"", "dataset 'dealer-orders' reads")]
    [InlineData("\"folder\": \"out\"", "\"folder\": \"./x/../in\"", "dataset 'dealer-orders' reads")]
    [InlineData("\"flat\": false", "\"status\": \"in\"", "the folder of status messages is the folder that dataset")]
    [InlineData("\"flat\": false", "\"status\": \"out\"", "the folder of status messages is the outbox")]
    public void Settings_that_cannot_work_are_told_before_an_order_is_sent(string right, string wrong, string told)
    {
        var e = Assert.Throws<ConfigurationException>(
            () => Target(flat: false, s => s.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    private Task<PushOutcome> PushAsync(PushDocument document, bool flat = false) =>
        Target(flat).PushAsync(document, TestContext.Current.CancellationToken);

    private Task<string?> FindAsync(PushDocument document) =>
        Target(flat: false).FindAsync(document, TestContext.Current.CancellationToken);

    private Task<byte[]> BytesAsync(string name) =>
        File.ReadAllBytesAsync(Path.Combine(Outbox, name), TestContext.Current.CancellationToken);

    private ITarget Target(bool flat, Func<string, string>? change = null)
    {
        var text = $$"""
            {
              "layouts": "../../config/idoc",
              "outbox": {
                "folder": "out", "client": "100", "flat": {{(flat ? "true" : "false")}},
                "sender": { "port": "HUB", "type": "LS", "number": "DEALERHUB" },
                "receiver": { "port": "SAPS4P", "type": "LS", "number": "S4PCLNT100" },
                "sales": { "organization": "1000", "channel": "10", "division": "00", "orderType": "OR" }
              }
            }
            """;
        var settings = ConfigFile.Parse<IdocSettings>(change?.Invoke(text) ?? text, "sample.json");
        var file = new ConnectorFile
        {
            Name = "t",
            Kind = ConnectorKind.Idoc,
            Address = _folder.FullName,
            Idoc = settings,
            Datasets = [Orders],
            FilePath = Repository.Path("examples/idoc/connector.json"),
        };
        return ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Target!;
    }
}
