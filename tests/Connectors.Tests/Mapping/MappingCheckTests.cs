using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Tests.Mapping;

public sealed class MappingCheckTests
{
    [Theory]
    [InlineData("config/connectors/sap.json", 7)]
    [InlineData("config/connectors/wms.json", 4)]
    [InlineData("examples/online-retail/connector.json", 1)]
    public void Every_shipped_connector_loads_and_fits_the_datasets(string path, int datasets)
    {
        var file = ConnectorFile.Load(Repository.Path(path));
        Assert.Equal(datasets, file.Datasets.Count);
        var (source, _) = ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System);
        Assert.NotNull(source);
    }

    [Fact]
    public void Everything_wrong_with_a_file_is_told_at_once_with_its_name()
    {
        var mappings = new[]
        {
            Samples.Mapping("""{ "dataset": "invoice", "source": {}, "fields": {} }"""),
            Samples.Mapping("""
                {
                  "dataset": "payments",
                  "source": {},
                  "fields": {
                    "number": { "path": "a", "constant": "b" },
                    "dealer_code": { "path": "a", "convert": "roman" },
                    "payment_date": { "path": "a", "convert": "sapInstant" },
                    "currency": { "when": [ { "if": { "path": "a" }, "value": "CNY" } ] },
                    "amount": { "constant": "ten" },
                    "txt": "a"
                  },
                  "controls": [ { "name": "c", "sum": "text" } ]
                }
                """),
            Samples.Mapping("""
                { "dataset": "orders", "source": {}, "fields": { "number": { "convert": "rowNumber" } },
                  "lines": { "when": { "path": "a" }, "fields": {} } }
                """),
        };

        var message = Assert.Throws<ConfigurationException>(() => MappingCheck.Require(mappings, "crm.json")).Message;

        Assert.All(message.Split('\n'), line => Assert.StartsWith("crm.json: ", line, StringComparison.Ordinal));
        string[] expected =
        [
            "no dataset 'invoice'", "has no field 'txt'", "'number' needs exactly one of", "unknown converter 'roman'",
            "'sapInstant' yields a Instant", "that tests nothing", "fixed value that does not fit",
            "'text' is not a decimal", "'number' cannot be a row number", "either path (nested records) or groupBy",
            "lines: 'when' chooses rows", "lines: 'when' tests nothing",
            "required field 'dealer_code'", "required line field 'position'",
        ];
        Assert.All(expected, e => Assert.Contains(e, message, StringComparison.Ordinal));
    }
}
