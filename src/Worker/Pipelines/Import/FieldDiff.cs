using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>A field that comes out differently (字段差异); a line that only one side has is one difference.</summary>
/// <param name="Field">Name of the field, or <c>line 2 quantity</c>.</param>
internal sealed record FieldChange(string Field, string? Old, string? New);

/// <summary>Compares a mapped document with the version that stands, field by field and line by line.</summary>
internal static class FieldDiff
{
    // PostgreSQL keeps instants to the microsecond.
    private const long TicksKept = 10;

    public static IReadOnlyList<FieldChange> Of(DatasetSpec spec, MappedDocument now, JsonElement stored)
    {
        var changes = Fields(spec.Fields, now.Values, stored, "").ToList();
        if (!spec.HasLines)
        {
            return changes;
        }

        var member = stored.GetProperty(CanonicalValues.Lines);
        JsonElement[] lines = member.ValueKind == JsonValueKind.Array ? [.. member.EnumerateArray()] : [];
        for (var i = 0; i < Math.Max(lines.Length, now.Lines.Count); i++)
        {
            var name = $"line {i + 1}";
            if (i >= lines.Length)
            {
                changes.Add(new FieldChange(name, null, Text(spec.LineFields, now.Lines[i])));
            }
            else if (i >= now.Lines.Count)
            {
                changes.Add(new FieldChange(name, Text(spec.LineFields, lines[i]), null));
            }
            else
            {
                changes.AddRange(Fields(spec.LineFields, now.Lines[i], lines[i], name + " "));
            }
        }

        return changes;
    }

    /// <summary>A canonical value as people write it.</summary>
    public static string? TextOf(object? value) => value switch
    {
        null => null,
        string text => text,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A canonical value cannot be a {value.GetType().Name}."),
    };

    private static IEnumerable<FieldChange> Fields(
        IReadOnlyList<FieldSpec> fields, object?[] now, JsonElement stored, string prefix)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var (before, after) = (TextOf(Stored(fields[i], stored)), TextOf(Kept(now[i])));
            if (before != after)
            {
                yield return new FieldChange(prefix + fields[i].Name, before, after);
            }
        }
    }

    private static string Text(IReadOnlyList<FieldSpec> fields, object?[] values) => string.Join(
        ", ", fields.Select((f, i) => (f.Name, Value: TextOf(Kept(values[i])))).Where(f => f.Value is not null)
            .Select(f => $"{f.Name} {f.Value}"));

    private static string Text(IReadOnlyList<FieldSpec> fields, JsonElement stored) =>
        Text(fields, [.. fields.Select(f => Stored(f, stored))]);

    private static object? Kept(object? value) => value is DateTimeOffset instant
        ? instant.AddTicks(-(instant.Ticks % TicksKept)) : value;

    private static object? Stored(FieldSpec field, JsonElement row)
    {
        if (row.GetProperty(field.Name).GetString() is not { } text)
        {
            return null;
        }

        return field.Type switch
        {
            FieldType.Decimal => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture),
            FieldType.Integer => long.Parse(text, CultureInfo.InvariantCulture),
            FieldType.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldType.Instant => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime(),
            _ => text,
        };
    }
}
