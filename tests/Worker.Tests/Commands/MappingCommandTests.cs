using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Pipelines;

namespace DealerIntegration.Worker.Tests.Commands;

/// <summary>Trying a mapping and a partner before anything is pulled.</summary>
public sealed class MappingCommandTests(PostgresFixture postgres)
{
    private const string Page =
        """
        { "d": { "results": [
          { "Number": "Z1", "Dealer": "C1", "Day": "/Date(1759276800000)/", "Amount": "12.50" },
          { "Number": "Z2", "Dealer": "", "Day": "/Date(1759276800000)/", "Amount": "1,5" } ] } }
        """;

    [Fact]
    public async Task Shows_the_rows_of_a_sample_and_every_complaint_and_touches_nothing()
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        var sample = Path.Combine(postgres.NewFolder(), "payments.json");
        await File.WriteAllTextAsync(sample, Page);
        var (code, said) = await hub.TypeAsync(
            MappingCommand.Create(),
            "mapping", "preview", "--connector", "sap", "--dataset", "payments", "--sample", sample);
        Assert.Equal(HubCommand.Failed, code);
        Assert.Contains("payments Z1  (payments.json row 1)", said);
        Assert.Contains("  payment_date         2025-10-01", said);
        Assert.Contains("  amount               12.50", said);
        Assert.Contains("rejected payments.json row 2 column 'Dealer'", said);
        Assert.Contains("column 'Amount', value '1,5'", said);
        Assert.Contains("2 records: 1 documents with 1 lines accepted, 1 lines rejected", said);
        Assert.Empty(sap.Calls);
        Assert.Equal(0, await hub.CountAsync("ops.run"));
    }

    [Fact]
    public async Task Needs_no_secret_to_show_a_sample()
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        Directory.Delete(hub.Paths.Secrets, recursive: true);
        var sample = Path.Combine(postgres.NewFolder(), "payments.json");
        await File.WriteAllTextAsync(
            sample, Page.Replace("1,5", "1.5").Replace("\"Dealer\": \"\"", "\"Dealer\": \"C2\""));
        var (code, said) = await hub.TypeAsync(
            MappingCommand.Create(),
            "mapping", "preview", "--connector", "sap", "--dataset", "payments", "--sample", sample);
        Assert.Equal((0, true), (code, said.Contains("2 documents with 2 lines accepted", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Names_the_fault_of_a_mapping()
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        var (code, said) = await hub.TypeAsync(MappingCommand.Create(), "mapping", "check");
        Assert.Equal(0, code);
        Assert.Equal(
            ["sap: payments", "  0 of 1 samples become what stands beside them; without a sample: payments"],
            said.TrimEnd().Split(Environment.NewLine));
        await File.WriteAllTextAsync(
            Path.Combine(hub.Paths.Config, "connectors", "sap.json"),
            sap.ConnectorJson("""{ "lagSeconds": -1 }""").Replace("sapDate", "sapDay"));
        (code, said) = await hub.TypeAsync(MappingCommand.Create(), "mapping", "check");
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("sapDay", said);
        Assert.Contains("window.lagSeconds is -1", said);
    }

    [Theory]
    [InlineData(null, "there is no such file")]
    [InlineData("folder", "there is no such file")]
    [InlineData("", "is empty")]
    [InlineData("<html>Sign in</html>", "a web page or XML came")]
    [InlineData("{ \"d\": ", "not whole JSON")]
    [InlineData("\0\u0001\u0002", "not whole JSON")]
    public async Task Tells_a_sample_that_is_none_by_its_name_and_shows_no_trace(string? content, string told)
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        var connector = Path.Combine(postgres.NewFolder(), "erp.json");
        await File.WriteAllTextAsync(connector, """
            {
              "name": "erp", "kind": "http", "address": "http://erp.test", "http": { "auth": { "kind": "none" } },
              "datasets": [ {
                "dataset": "payments", "source": { "path": "/p", "records": "d" },
                "fields": { "number": "no", "dealer_code": "c", "payment_date": "day", "amount": "a",
                            "currency": { "constant": "CNY" } } } ]
            }
            """);
        var sample = Path.Combine(postgres.NewFolder(), "page.json");
        if (content == "folder")
        {
            Directory.CreateDirectory(sample);
        }
        else if (content is not null)
        {
            await File.WriteAllTextAsync(sample, content);
        }

        var (code, said) = await hub.TypeAsync(
            MappingCommand.Create(),
            "mapping", "preview", "--connector", connector, "--dataset", "payments", "--sample", sample);
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains(told, said);
        Assert.Contains("page.json", said);
        Assert.Single(said.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task Tells_a_folder_that_was_named_as_a_connector_file()
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        var (code, said) = await hub.TypeAsync(MappingCommand.Create(), "mapping", "check", hub.Paths.Config);
        Assert.Equal((HubCommand.Wrong, true), (code, said.Contains("is a folder", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Checks_a_partner_dataset_by_dataset_and_stores_nothing()
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        sap.Payments.AddRange([new("1", DateTimeOffset.UnixEpoch), new("2", DateTimeOffset.UnixEpoch)]);
        sap.Payments.Add(new SapPayment("3", DateTimeOffset.UnixEpoch));
        var (code, said) = await hub.TypeAsync(ConnectorsCommand.Create(), "connectors", "check");
        Assert.Equal(0, code);
        Assert.Contains("2 records of 3 on the first page, 0 lines rejected", said);
        Assert.Equal(0, await hub.CountAsync("raw.page"));
        await File.WriteAllTextAsync(Path.Combine(hub.Paths.Config, "connectors", "a-typo.json"), "{ \"nme\": \"x\" }");
        (code, said) = await hub.TypeAsync(ConnectorsCommand.Create(), "connectors", "check");
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("nme", said);
        Assert.Contains("2 records of 3 on the first page, 0 lines rejected", said);
        var file = Path.Combine(hub.Paths.Config, "connectors", "sap.json");
        (code, said) = await hub.TypeAsync(ConnectorsCommand.Create(), "connectors", "check", file);
        Assert.Equal((0, true), (code, said.Contains("2 records of 3", StringComparison.Ordinal)));
        await sap.DisposeAsync();
        (code, said) = await hub.TypeAsync(ConnectorsCommand.Create(), "connectors", "check", "sap");
        Assert.Equal(HubCommand.Failed, code);
        Assert.Contains("payments", said);
    }
}
