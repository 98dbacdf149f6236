using System.Text;
using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Files;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Tests;

/// <summary>Small mappings and records for tests, written as a person would write them.</summary>
internal static class Samples
{
    public static DatasetMapping Mapping(string json) => ConfigFile.Parse<DatasetMapping>(json, "sample.json");

    /// <summary>The records of a JSON list.</summary>
    public static IEnumerable<SourceRecord> Json(string list)
    {
        var json = JsonDocument.Parse(list);
        return json.RootElement.EnumerateArray().Select((e, i) => new JsonRecord(e, "sample", i + 1));
    }

    public static IEnumerable<SourceRecord> Csv(string text, DatasetMapping mapping, string name = "sample.csv") =>
        CsvPage.Read(new RawPage(name, Encoding.UTF8.GetBytes(text), null), new CsvQuery(), MappedPaths.Of(mapping));

    /// <summary>Limits that let a test see retries without waiting for them.</summary>
    public static Limits Quick(int retries = 2, int timeoutSeconds = 5) => new()
    {
        Retries = retries,
        BackoffMilliseconds = 1,
        TimeoutSeconds = timeoutSeconds,
        LongestWaitSeconds = 5,
    };

    public static ConnectorFile Shipped(string name, string? address, Limits? limits = null) =>
        ConnectorFile.Load(Repository.Path($"config/connectors/{name}.json")) with
        {
            Address = address, Limits = limits ?? Quick(),
        };

    public static async Task<List<RawPage>> PullAllAsync(
        ISource source, DatasetMapping dataset, Window? window = null, string? cursor = null)
    {
        var pages = new List<RawPage>();
        await foreach (var page in source.PullAsync(
            dataset, dataset.Dataset, window ?? Window.Everything, cursor, TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }
}

internal sealed class FixedSecrets : ISecrets
{
    public const string Value = "canary-7f3a91";

    public string Get(string name) => Value;
}
