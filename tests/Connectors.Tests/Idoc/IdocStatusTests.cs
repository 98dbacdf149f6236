using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Idoc;

namespace DealerIntegration.Connectors.Tests.Idoc;

/// <summary>What an order that SAP took is worth before and after SAP said what became of it.</summary>
public sealed class IdocStatusTests : IDisposable
{
    private static readonly PushDocument Order = new("sales-order", "SO-1", "417", """
        { "currency": "CNY", "lines": [ { "position": "10", "product_code": "110", "quantity": "2" } ] }
        """);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idoc-status-");
    private readonly ITarget _target;

    public IdocStatusTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "status"));
        var settings = ConfigFile.Parse<IdocSettings>(
            """
            {
              "layouts": "../../config/idoc",
              "outbox": {
                "folder": "out", "status": "status", "client": "100",
                "sender": { "port": "HUB", "type": "LS", "number": "DEALERHUB" },
                "receiver": { "port": "SAPS4P", "type": "LS", "number": "S4PCLNT100" },
                "sales": { "organization": "1000", "channel": "10", "division": "00", "orderType": "OR" }
              }
            }
            """,
            "sample.json");
        var file = new ConnectorFile
        {
            Name = "t",
            Kind = ConnectorKind.Idoc,
            Address = _folder.FullName,
            Idoc = settings,
            Datasets = [],
            FilePath = Repository.Path("examples/idoc/connector.json"),
        };
        _target = ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Target!;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_SAP_has_not_taken_or_has_taken_without_a_word_is_no_order_yet()
    {
        await AssertOpenAsync("lies in the outbox");
        File.Delete(Path.Combine(_folder.FullName, "out", "SO-1.xml"));
        await AssertOpenAsync("has sent no status");
    }

    [Theory]
    [InlineData("50")]
    [InlineData("64")]
    [InlineData("52")]
    [InlineData("62")]
    public async Task Received_is_not_posted(string status)
    {
        await PushAsync();
        Say(status, "IDoc &1 is waiting", "7");
        await AssertOpenAsync($"status {status}: IDoc 7 is waiting");
    }

    [Theory]
    [InlineData("51")]
    [InlineData("56")]
    [InlineData("68")]
    public async Task What_SAP_does_not_post_is_refused_in_its_own_words_and_not_there(string status)
    {
        await PushAsync();
        File.Delete(Path.Combine(_folder.FullName, "out", "SO-1.xml"));
        Say(status, "Customer &1 is blocked for &2", "417", "sales");

        Assert.Null(await _target.FindAsync(Order, TestContext.Current.CancellationToken));
        var refused = Assert.IsType<PushOutcome.Refused>(await PushAsync());

        Assert.Contains(
            $"status {status}: Customer 417 is blocked for sales", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder.FullName, "out")));
    }

    [Fact]
    public async Task Posted_is_done_under_the_number_of_SAPs_order_also_after_an_error_that_was_put_right()
    {
        await PushAsync();
        Say("51", "Material &1 is unknown", "110");
        Say("53", "Saved", document: "0000004711");
        Say("51", "Material &1 is unknown", "110");

        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
        Assert.Equal("4711", await _target.FindAsync(Order, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_status_of_another_IDoc_says_nothing()
    {
        await PushAsync();
        Say("53", "Saved", number: OrderIdoc.NumberOf("SO-2"));
        await AssertOpenAsync("lies in the outbox");
    }

    [Theory]
    [InlineData("<ALEAUD01><IDOC><E1ADHDR><E1STATE><DOCNUM>1</DOC", "x.xml, line 1, is no well-formed XML")]
    [InlineData("EDI_DC40  100", "as XML")]
    [InlineData("<ORDERS05><IDOC BEGIN='1'/></ORDERS05>", "neither E1STATE nor E1STATS")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>", "DTD")]
    public async Task A_status_message_that_cannot_be_read_leaves_open_what_it_may_say(string content, string told)
    {
        await PushAsync();
        Say("51", "Refused");
        File.WriteAllText(Path.Combine(_folder.FullName, "status", "x.xml"), content);
        await AssertOpenAsync(told);

        Say("53", "Saved");
        Assert.IsType<PushOutcome.Done>(await PushAsync());
    }

    [Fact]
    public async Task A_folder_of_status_messages_that_is_not_there_is_no_silence_of_SAP()
    {
        await PushAsync();
        Directory.Delete(Path.Combine(_folder.FullName, "status"));
        await AssertOpenAsync("The folder of status messages cannot be read");
    }

    [Fact]
    public async Task A_file_that_changes_is_read_again()
    {
        await PushAsync();
        var path = Path.Combine(_folder.FullName, "status", "s.xml");
        File.WriteAllText(path, Audit("64", "Waiting", OrderIdoc.NumberOf("SO-1"), null));
        await AssertOpenAsync("status 64");
        File.WriteAllText(path, Audit("53", "Saved and done", OrderIdoc.NumberOf("SO-1"), null));
        Assert.IsType<PushOutcome.Done>(await PushAsync());
    }

    private async Task AssertOpenAsync(string told)
    {
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync());
        Assert.Contains(told, unknown.Reason, StringComparison.Ordinal);
        Assert.True(unknown.MayHaveArrived);
        Assert.NotNull(unknown.RetryAfter);
        var failure = await Assert.ThrowsAsync<ConnectorException>(
            () => _target.FindAsync(Order, TestContext.Current.CancellationToken));
        Assert.Equal(ConnectorFailure.Transient, failure.Failure);
    }

    private Task<PushOutcome> PushAsync() => _target.PushAsync(Order, TestContext.Current.CancellationToken);

    private void Say(
        string status, string text, string first = "", string second = "", string? number = null,
        string? document = null)
    {
        var folder = Path.Combine(_folder.FullName, "status");
        var name = $"{Directory.GetFiles(folder).Length:000}.xml";
        File.WriteAllText(
            Path.Combine(folder, name),
            Audit(status, text, number ?? OrderIdoc.NumberOf("SO-1"), document, first, second));
    }

    private static string Audit(
        string status, string text, string number, string? document, string first = "", string second = "") =>
        $"""
        <ALEAUD01><IDOC BEGIN="1"><EDI_DC40 SEGMENT="1"><IDOCTYP>ALEAUD01</IDOCTYP></EDI_DC40>
        <E1ADHDR SEGMENT="1"><MESTYP>ORDERS</MESTYP>
        <E1STATE SEGMENT="1"><DOCNUM>{number}</DOCNUM><STATUS>{status}</STATUS>
        <STATXT>{text.Replace("&", "&amp;", StringComparison.Ordinal)}</STATXT>
        <STAPA1>{first}</STAPA1><STAPA2_LNG>{second}</STAPA2_LNG>
        <E1PRTOB SEGMENT="1"><OBJKEY>{document}</OBJKEY></E1PRTOB>
        </E1STATE></E1ADHDR></IDOC></ALEAUD01>
        """;
}
