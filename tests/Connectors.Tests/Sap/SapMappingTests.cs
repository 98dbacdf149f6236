using System.Globalization;
using System.Text;
using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>Rows as SAP sends them and what the shipped mapping must make of them; the cases are data.</summary>
public sealed class SapMappingTests
{
    public static IEnumerable<TheoryDataRow<string>> Names => Samples().Select(s => new TheoryDataRow<string>(s.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_shipped_mapping_reads_what_SAP_sends(string name)
    {
        var sample = Samples().Single(s => s.Name == name);
        var file = Tests.Samples.Shipped("sap", "http://127.0.0.1:1");
        var source = ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Source!;
        var (mapping, spec) = (file.Dataset(sample.Dataset), Datasets.Find(sample.Dataset)!);
        var body = $$$"""{"d":{"results":[{{{sample.Row.GetRawText()}}}]}}""";

        var page = Mapper.Map(spec, mapping,
            source.Read(mapping, new RawPage("p", Encoding.UTF8.GetBytes(body), null)));

        Assert.Empty(page.Rejected);
        var document = Assert.Single(page.Documents);
        Assert.Equal(sample.Header, Named(spec.Fields, document.Values));
        Assert.Equal(sample.Lines, document.Lines.Select(l => Named(spec.LineFields, l)));
    }

    // Fields that hold nothing are left out, on both sides.
    private static Dictionary<string, string> Named(IReadOnlyList<FieldSpec> fields, object?[] values) => fields
        .Select((f, i) => (f.Name, Value: values[i]))
        .Where(p => p.Value is not null)
        .ToDictionary(p => p.Name, p => p.Value is DateOnly date
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Convert.ToString(p.Value, CultureInfo.InvariantCulture)!);

    private static List<Sample> Samples() =>
        ConfigFile.Load<List<Sample>>(Path.Combine(AppContext.BaseDirectory, "Sap", "samples.json"));

    private sealed record Sample(
        string Name,
        string Dataset,
        JsonElement Row,
        Dictionary<string, string> Header,
        List<Dictionary<string, string>> Lines);
}
