using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DealerIntegration.Connectors;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Tests;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Tests;

namespace DealerIntegration.Examples.Tests.MappingGuide;

/// <summary>What the reference part of docs/mapping-guide.md shows is what the hub reads.</summary>
public sealed partial class GuideReferenceTests(PostgresFixture postgres)
{
    private static readonly string Guide = File.ReadAllText(Repository.Path("docs/mapping-guide.md"));

    public static TheoryData<string, string, string> ConverterRows =>
    [
        .. ConverterRow().Matches(Guide).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value)),
    ];

    [Fact]
    public void Every_fragment_of_the_guide_is_a_mapping_that_can_be_used()
    {
        var fragments = GuideBlock.Of(Guide).Where(b => b.Kind is "fields" or "line-fields" or "lines").ToList();
        Assert.True(fragments.Count >= 10);
        Assert.All(fragments, fragment => Assert.Empty(MappingCheck.Find([Mapping(fragment)])));
    }

    [Fact]
    public void Every_member_a_mapping_may_have_is_explained()
    {
        Type[] records =
        [
            typeof(ConnectorFile), typeof(DatasetMapping), typeof(LineMapping), typeof(ControlTotal), typeof(Condition),
            typeof(FieldMapping), typeof(ConditionalValue), typeof(Limits),
        ];
        var members = records
            .SelectMany(record => record.GetProperties())
            .Where(property => property.Name is not ("EqualityContract" or "FilePath"))
            .Select(property => property.Name == "EqualTo"
                ? "equals"
                : JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        Assert.All(members.Distinct(), member => Assert.Matches($"[`\"]{member}[`\"]", Guide));
    }

    [Fact]
    public void Every_converter_and_every_dataset_is_listed()
    {
        var wrong = ConfigFile.Parse<DatasetMapping>(
            """{ "dataset": "payments", "source": {}, "fields": { "number": { "path": "a", "convert": "?" } } }""",
            "wrong.json");
        var told = MappingCheck.Find([wrong])
            .Single(problem => problem.Contains("unknown converter", StringComparison.Ordinal));
        var names = told[(told.IndexOf("known are ", StringComparison.Ordinal) + 10)..].TrimEnd('.').Split(", ");
        Assert.All(names, name => Assert.Contains($"`{name.Split(':')[0]}", Guide, StringComparison.Ordinal));
        Assert.All(Datasets.All, dataset => Assert.Contains($"`{dataset.Name}`", Guide, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ConverterRows))]
    public async Task A_converter_reads_what_the_guide_says(string converter, string source, string expected)
    {
        Assert.Equal(expected, Text(await ReadAsync(converter, source)));
    }

    private static DatasetMapping Mapping(GuideBlock fragment)
    {
        var file = GuideBlock.Of(Guide).Single(block => block is { Kind: "file", Argument: "tea-house.json" }).Text;
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        var mapping = JsonNode.Parse(file, documentOptions: options)!["datasets"]![0]!.AsObject();
        var shown = JsonNode.Parse(fragment.Text)!.AsObject();
        if (fragment.Kind == "lines")
        {
            mapping = JsonNode.Parse("""
                {
                  "dataset": "ledger", "source": {},
                  "fields": {
                    "dealer_code": "Customer", "period": "Period", "currency": "Currency", "opening_balance": "Opening",
                    "closing_balance": "Closing"
                  }
                }
                """)!.AsObject();
            mapping["lines"] = shown;
        }
        else
        {
            var fields = (fragment.Kind == "fields" ? mapping["fields"] : mapping["lines"]!["fields"])!.AsObject();
            foreach (var (name, value) in shown)
            {
                fields[name] = value!.DeepClone();
            }
        }

        return ConfigFile.Parse<DatasetMapping>(mapping.ToJsonString(), "docs/mapping-guide.md");
    }

    // One record with one field that the converter fills, through the same source and mapper as an import.
    private async Task<object?> ReadAsync(string converter, string source)
    {
        var folder = postgres.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "one.csv"), $"v;k\n\"{source}\";1\n");
        var (dataset, field) = converter switch
        {
            "decimal" or "idocNumber" => ("payments", "amount"),
            "integer" => ("products", "pack_size"),
            "date" or "sapDate" or "idocDate" => ("payments", "payment_date"),
            "instant" or "sapInstant" => ("scans", "scanned_at"),
            _ when converter.StartsWith("date:", StringComparison.Ordinal)
                || converter.StartsWith("localDate:", StringComparison.Ordinal) => ("payments", "payment_date"),
            _ when converter.StartsWith("localInstant", StringComparison.Ordinal) => ("scans", "scanned_at"),
            _ => ("payments", "text"),
        };
        var spec = Datasets.Find(dataset)!;
        var fields = new JsonObject();
        foreach (var required in spec.Fields.Where(f => f.Required))
        {
            fields[required.Name] = new JsonObject { ["constant"] = Example(required.Type) };
        }

        fields[field] = new JsonObject { ["path"] = "v", ["convert"] = converter };
        var file = ConfigFile.Parse<ConnectorFile>(
            new JsonObject
            {
                ["name"] = "one",
                ["kind"] = "files",
                ["address"] = folder,
                ["datasets"] = new JsonArray(new JsonObject
                {
                    ["dataset"] = dataset, ["source"] = new JsonObject { ["delimiter"] = ";" }, ["fields"] = fields,
                }),
            }.ToJsonString(),
            "one.json");
        var reader = ConnectorList.Create(file, new Secrets(), TimeProvider.System).Source!;
        await foreach (var page in reader.PullAsync(
            file.Datasets[0], "one.csv", Window.Everything, null, TestContext.Current.CancellationToken))
        {
            var mapped = Mapper.Map(spec, file.Datasets[0], reader.Read(file.Datasets[0], page));
            return Assert.Single(mapped.Documents).Values[spec.IndexOf(field)];
        }

        throw new InvalidOperationException("The folder gave no page.");
    }

    private static string Example(FieldType type) => type switch
    {
        FieldType.Text => "x",
        FieldType.Date => "2026-01-01",
        FieldType.Instant => "2026-01-01T00:00:00Z",
        _ => "1",
    };

    private static string Text(object? value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture)
            .Replace("+00:00", "Z", StringComparison.Ordinal),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value as string ?? "",
    };

    [GeneratedRegex(@"^\| `([\w:/]+)` \| `([^`]+)` \| `([^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex ConverterRow();
}
