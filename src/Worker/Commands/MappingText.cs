using System.Globalization;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Worker.Commands;

/// <summary>A mapped page for people (映射结果): each document field by field, then every complaint.</summary>
internal static class MappingText
{
    public static IEnumerable<string> Of(DatasetSpec spec, MappedPage page)
    {
        foreach (var document in page.Documents)
        {
            yield return $"{spec.Name} {document.Key}  ({document.Place})";
            foreach (var field in Fields(spec.Fields, document.Values))
            {
                yield return $"  {field.Name,-20} {field.Value}";
            }

            for (var line = 0; line < document.Lines.Count; line++)
            {
                var fields = Fields(spec.LineFields, document.Lines[line]).Select(f => $"{f.Name} {f.Value}");
                yield return $"  line {line + 1}: {string.Join(", ", fields)}";
            }
        }

        foreach (var row in page.Rejected)
        {
            yield return $"rejected {row.Place}{(row.Value is { } value ? $", value '{value}'" : "")}";
            yield return $"    {row.Code}: {row.Message}";
            yield return $"    {row.Remedy}";
        }

        var tally = page.Tally;
        yield return $"{tally.Records} records: {tally.AcceptedDocuments} documents with {tally.AcceptedLines} lines "
            + $"accepted, {tally.RejectedLines} lines rejected"
            + string.Concat(tally.Controls.Select(c => $", {c.Key} {TextOf(c.Value)}"));
    }

    private static IEnumerable<(string Name, string Value)> Fields(IReadOnlyList<FieldSpec> fields, object?[] values) =>
        fields.Select((field, i) => (field.Name, Value: values[i]))
            .Where(f => f.Value is not null)
            .Select(f => (f.Name, TextOf(f.Value!)));

    private static string TextOf(object value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
