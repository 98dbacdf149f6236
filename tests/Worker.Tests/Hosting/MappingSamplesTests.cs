using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Tests.Commands;
using DealerIntegration.Worker.Tests.Pipelines;

namespace DealerIntegration.Worker.Tests.Hosting;

/// <summary>Every shipped mapping makes of its sample what stands beside it, and a changed one is found out.</summary>
public sealed class MappingSamplesTests(PostgresFixture postgres)
{
    private const string Page =
        """
        { "d": { "results": [
          { "Number": "Z1", "Dealer": "C1", "Day": "/Date(1759276800000)/", "Amount": "12.50" },
          { "Number": "Z2", "Dealer": "", "Day": "/Date(1759276800000)/", "Amount": "1.5" } ] } }
        """;

    public static TheoryData<string> Files =>
    [
        "config/connectors/sap.json", "config/connectors/wms.json", "examples/online-retail/connector.json",
        "examples/online-retail/ledgers.json",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_dataset_has_a_sample_that_becomes_what_stands_beside_it(string path)
    {
        var file = Load(path);
        Assert.All(file.Datasets, d => Assert.NotNull(MappingSamples.Find(file, d.Dataset)));
        Assert.Empty(MappingSamples.Differences(file));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_sample_carries_every_field_that_the_mapping_reads(string path)
    {
        var file = Load(path);
        Assert.All(file.Datasets, dataset =>
        {
            var sample = new FieldSample();
            var page = MappingSamples.Page(MappingSamples.Find(file, dataset.Dataset)!);
            Assert.NotEmpty(sample.Watch(
                ConnectorRegistry.ReaderOf(file, TimeProvider.System).Read(dataset, page)).ToList());
            Assert.Subset(sample.Counts.Keys.ToHashSet(), MappedPaths.Fields(dataset).ToHashSet());
        });
    }

    [Fact]
    public async Task A_mapping_that_makes_something_else_is_told_field_by_field()
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        var folder = Directory.CreateDirectory(Path.Combine(hub.Paths.Config, "connectors", "samples", "sap")).FullName;
        var sample = Path.Combine(folder, "payments.json");
        await File.WriteAllTextAsync(sample, Page);
        var (code, said) = await hub.TypeAsync(MappingCommand.Create(), "mapping", "check");
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("nothing says what it should become", said);

        string[] preview =
        [
            "mapping", "preview", "--connector", "sap", "--dataset", "payments", "--sample", sample, "--expect",
            Path.Combine(folder, "payments.expected.json"),
        ];
        (code, said) = await hub.TypeAsync(MappingCommand.Create(), preview);
        Assert.Equal((0, true), (code, said.StartsWith("Wrote ", StringComparison.Ordinal)));
        (code, said) = await hub.TypeAsync(MappingCommand.Create(), preview);
        Assert.Equal((0, true), (code, said.Contains("just as expected", StringComparison.Ordinal)));
        (code, said) = await hub.TypeAsync(MappingCommand.Create(), "mapping", "check");
        Assert.Equal(0, code);
        Assert.Contains("1 of 1 samples become what stands beside them", said);

        await File.WriteAllTextAsync(
            Path.Combine(hub.Paths.Config, "connectors", "sap.json"),
            sap.ConnectorJson(amount: "Betrag").Replace("\"Dealer\"", "{ \"path\": \"Dealer\", \"default\": \"C0\" }"));
        foreach (var command in new[] { MappingCommand.Create(), ConfigCommand.Create() })
        {
            (code, said) = await hub.TypeAsync(command, command.Name, "check");
            Assert.Equal(HubCommand.Wrong, code);
            Assert.Contains("documents.count should be 1 and is 0", said);
            Assert.Contains("documents[0].amount should be '12.5' and is (absent)", said);
            Assert.Contains("rejected[0].column should be 'Dealer' and is 'Betrag'", said);
        }

        (code, said) = await hub.TypeAsync(MappingCommand.Create(), preview);
        Assert.Equal(HubCommand.Failed, code);
        Assert.Contains("delete", said);
    }

    private static ConnectorFile Load(string path)
    {
        var paths = HubPaths.Find(Repository.Path("config"), Path.GetTempPath());
        return new ConnectorRegistry(paths, TimeProvider.System).Load("", Repository.Path(path));
    }
}
