using System.Text.Json;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>Shipped configuration reads as strictly as the hub reads it.</summary>
public sealed class ConfigFilesTests
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private static IEnumerable<string> Files => Repository.Files.Where(f =>
        f.EndsWith(".json", StringComparison.Ordinal)
        && (f.StartsWith("config/", StringComparison.Ordinal) || f.StartsWith("examples/", StringComparison.Ordinal)));

    [Fact]
    public void Every_file_is_json_without_duplicate_members() =>
        Ratchet.Check("config-json", "mend the file.", Files.SelectMany(Faults));

    [Fact]
    public void No_member_is_null() => Ratchet.Check(
        "config-null",
        "leave the member out instead.",
        Files.Where(f => !IsSchema(f) && !IsSample(f)).SelectMany(f => Nulls(f, Parse(f).RootElement, "$")));

    [Fact]
    public void Every_file_names_a_schema_that_exists() => Ratchet.Check(
        "config-schema",
        "begin the file with \"$schema\" and the relative path of its schema.",
        Files.Where(f => f.StartsWith("config/", StringComparison.Ordinal) && !IsSchema(f) && !IsSample(f))
            .Where(f => !HasSchema(f))
            .Select(f => new Finding(f, 1, "has no $schema, or one that is not there")));

    private static bool IsSchema(string path) => path.EndsWith(".schema.json", StringComparison.Ordinal);

    // Samples are what partners send, as they send it.
    private static bool IsSample(string path) => path.Contains("/samples/", StringComparison.Ordinal);

    private static bool HasSchema(string path) =>
        Parse(path).RootElement.TryGetProperty("$schema", out var schema)
        && File.Exists(Path.Combine(Path.GetDirectoryName(Repository.Full(path))!, schema.GetString() ?? ""));

    private static JsonDocument Parse(string path) => JsonDocument.Parse(Repository.Read(path), Strict);

    private static IEnumerable<Finding> Faults(string path)
    {
        try
        {
            using var document = Parse(path);
            return [];
        }
        catch (JsonException e)
        {
            return [new Finding(path, (int)(e.LineNumber ?? 0) + 1, e.Message)];
        }
    }

    private static IEnumerable<Finding> Nulls(string path, JsonElement element, string at) => element.ValueKind switch
    {
        JsonValueKind.Null => [new Finding(path, 1, $"{at} is null")],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Nulls(path, p.Value, $"{at}.{p.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((e, i) => Nulls(path, e, $"{at}[{i}]")),
        _ => [],
    };
}
