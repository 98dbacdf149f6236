using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Hosting;

/// <summary>
/// Golden samples of a mapping (映射样例): a page as the partner sends it, and beside it what the mapping must make of it.
/// They lie in <c>samples/CONNECTOR/</c> beside the connector file, as <c>DATASET.xml</c> and
/// <c>DATASET.expected.json</c>. What a request asked for and the answer does not repeat stands in the name:
/// <c>stock@queryDate=2026-10-31.xml</c>.
/// </summary>
internal static class MappingSamples
{
    public const string ExpectedEnding = ".expected.json";

    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The sample of a dataset; null: there is none.</summary>
    public static string? Find(ConnectorFile file, string dataset)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file.FilePath))!, "samples", file.Name);
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, dataset + "*")
                .Where(f => !f.EndsWith(ExpectedEnding, StringComparison.Ordinal) && DatasetOf(f) == dataset)
                .Order(StringComparer.Ordinal).FirstOrDefault()
            : null;
    }

    public static string ExpectedOf(string sample) =>
        Path.Combine(Path.GetDirectoryName(sample)!, DatasetOf(sample) + ExpectedEnding);

    /// <summary>Where a mapping makes something else of its samples than what stands beside them.</summary>
    public static IEnumerable<string> Differences(ConnectorFile file) => file.Datasets
        .Select(d => (d.Dataset, Sample: Find(file, d.Dataset)))
        .Where(d => d.Sample is not null)
        .SelectMany(d => Differences(file, d.Dataset, d.Sample!));

    /// <summary>What the mapping makes of a sample.</summary>
    /// <exception cref="ConnectorException">The sample as a whole is not what the partner sends.</exception>
    public static MappedPage Map(ConnectorFile file, string dataset, string sample)
    {
        var mapping = file.Dataset(dataset);
        var source = ConnectorRegistry.ReaderOf(file, TimeProvider.System);
        return Mapper.Map(Datasets.Find(dataset)!, mapping, source.Read(mapping, Page(sample)));
    }

    /// <summary>A sample as the page it was.</summary>
    /// <exception cref="ConfigurationException">There is no such file.</exception>
    public static RawPage Page(string sample) => File.Exists(sample)
        ? new(PageNameOf(sample), File.ReadAllBytes(sample), Cursor: null)
        : throw new ConfigurationException(
            $"{sample}: there is no such file; name a saved answer or a file as sample.");

    /// <summary>Mapped rows as an expectation is written: fields that hold nothing are left out.</summary>
    public static JsonObject Expectation(DatasetSpec spec, MappedPage page)
    {
        var documents = new JsonArray();
        foreach (var document in page.Documents)
        {
            var one = Fields(spec.Fields, document.Values);
            if (spec.HasLines)
            {
                one["lines"] = new JsonArray([.. document.Lines.Select(l => Fields(spec.LineFields, l))]);
            }

            documents.Add(one);
        }

        var rejected = page.Rejected.Select(r => Texts(
            ("row", r.Place.Row), ("column", r.Place.Column), ("value", r.Value), ("code", r.Code)));
        return new JsonObject
        {
            ["documents"] = documents,
            ["rejected"] = new JsonArray([.. rejected]),
            ["controls"] = Texts([.. page.Tally.Controls.Select(c => (c.Key, (object?)c.Value))]),
        };
    }

    public static string TextOf(JsonObject expectation) => expectation.ToJsonString(Written) + "\n";

    /// <summary>Every place where two expectations differ: its path, what was expected and what came.</summary>
    /// <exception cref="ConfigurationException">The expectation is no JSON.</exception>
    public static IReadOnlyList<string> Compare(string expectedFile, JsonObject actual)
    {
        Dictionary<string, string> expected;
        try
        {
            expected = Flat(JsonNode.Parse(File.ReadAllText(expectedFile)), "");
        }
        catch (JsonException e)
        {
            throw new ConfigurationException($"{expectedFile}: {e.Message}", e);
        }

        var now = Flat(actual, "");
        return
        [
            .. expected.Keys.Union(now.Keys, StringComparer.Ordinal)
                .Where(path => expected.GetValueOrDefault(path) != now.GetValueOrDefault(path))
                .Select(path => $"{expectedFile}: {path} should be {expected.GetValueOrDefault(path) ?? "(absent)"}"
                    + $" and is {now.GetValueOrDefault(path) ?? "(absent)"}"),
        ];
    }

    private static string DatasetOf(string sample) => Path.GetFileName(sample).Split('@', '.')[0];

    private static string PageNameOf(string sample) => Path.GetFileName(sample).Split('@', 2) is [var name, var asked]
        ? $"{name}?{Path.ChangeExtension(asked, null)}"
        : Path.GetFileName(sample);

    private static IEnumerable<string> Differences(ConnectorFile file, string dataset, string sample)
    {
        var expected = ExpectedOf(sample);
        if (!File.Exists(expected))
        {
            return
            [
                $"{sample}: nothing says what it should become; write {Path.GetFileName(expected)} with hub mapping "
                    + $"preview --connector {file.Name} --dataset {dataset} --sample {sample} --expect {expected}",
            ];
        }

        try
        {
            return Compare(expected, Expectation(Datasets.Find(dataset)!, Map(file, dataset, sample)));
        }
        catch (ConnectorException e)
        {
            return [$"{sample}: {e.Message}"];
        }
    }

    private static JsonObject Fields(IReadOnlyList<FieldSpec> fields, object?[] values) =>
        Texts([.. fields.Select((f, i) => (f.Name, values[i]))]);

    private static JsonObject Texts(params (string Name, object? Value)[] values) => new(
        values.Where(v => v.Value is not null)
            .Select(v => KeyValuePair.Create(v.Name, (JsonNode?)FieldDiff.TextOf(v.Value))));

    private static Dictionary<string, string> Flat(JsonNode? node, string path)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        void Walk(JsonNode? at, string where)
        {
            switch (at)
            {
                case JsonObject members:
                    foreach (var (name, value) in members)
                    {
                        Walk(value, where.Length == 0 ? name : $"{where}.{name}");
                    }

                    break;
                case JsonArray items:
                    flat[$"{where}.count"] = $"{items.Count}";
                    for (var i = 0; i < items.Count; i++)
                    {
                        Walk(items[i], $"{where}[{i}]");
                    }

                    break;
                default:
                    flat[where] = $"'{at}'";
                    break;
            }
        }

        Walk(node, path);
        return flat;
    }
}
