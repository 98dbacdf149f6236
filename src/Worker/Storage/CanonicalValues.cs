using System.Text.Json;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Worker.Storage;

/// <summary>A stored version with its lines as one JSON value, for comparing and showing (单据取值).</summary>
internal static class CanonicalValues
{
    public const string Lines = "lines";

    /// <summary>
    /// The expression that makes it. Numbers as text: what is shown is what is stored, to the last digit.
    /// </summary>
    /// <param name="row">Alias of the version in the statement around it.</param>
    public static string Of(DatasetSpec spec, string table, string row)
    {
        var fields = string.Join(", ", spec.Fields.Select(f => $"'{f.Name}', {row}.{f.Name}::text"));
        if (!spec.HasLines)
        {
            return $"json_build_object({fields})::text";
        }

        var lines = string.Join(", ", spec.LineFields.Select(f => $"'{f.Name}', l.{f.Name}::text"));
        return $"""
            json_build_object({fields}, '{Lines}',
                (SELECT json_agg(json_build_object({lines}) ORDER BY l.line_no)
                   FROM canonical.{table}_line l WHERE l.seq = {row}.seq))::text
            """;
    }

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
