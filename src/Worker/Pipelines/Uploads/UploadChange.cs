using System.Globalization;
using System.Text.Json;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>A field that a file changes (字段变化); of a line where its number is given.</summary>
internal sealed record FieldChange(string Field, string? Before, string? Now);

/// <summary>
/// What a file does to one document (单据变化): new without <see cref="IsUpdate"/>, else with its changed fields.
/// </summary>
internal sealed record UploadChange(string Key, bool IsUpdate, IReadOnlyList<FieldChange> Fields)
{
    public static UploadChange Of(WrittenDocument document) => document.Before is { } before
        ? new UploadChange(document.Key, true, [.. Differences("", before, document.Now)])
        : new UploadChange(document.Key, false, []);

    private static IEnumerable<FieldChange> Differences(string prefix, JsonElement before, JsonElement now)
    {
        foreach (var member in now.EnumerateObject())
        {
            before.TryGetProperty(member.Name, out var old);
            if (member.Name == "lines")
            {
                foreach (var change in Lines(old, member.Value))
                {
                    yield return change;
                }
            }
            else if (Text(old) is var was && Text(member.Value) is var isNow && !Same(was, isNow))
            {
                yield return new FieldChange(prefix + member.Name, was, isNow);
            }
        }
    }

    private static IEnumerable<FieldChange> Lines(JsonElement before, JsonElement now)
    {
        var (old, current) = (Items(before), Items(now));
        for (var i = 0; i < Math.Max(old.Count, current.Count); i++)
        {
            var name = $"line {i + 1}";
            if (i >= old.Count || i >= current.Count)
            {
                yield return new FieldChange(name, i < old.Count ? Line(old[i]) : null,
                    i < current.Count ? Line(current[i]) : null);
                continue;
            }

            foreach (var change in Differences($"{name} ", old[i], current[i]))
            {
                yield return change;
            }
        }
    }

    private static List<JsonElement> Items(JsonElement lines) =>
        lines.ValueKind == JsonValueKind.Array ? [.. lines.EnumerateArray()] : [];

    private static string Line(JsonElement line) => string.Join(
        ' ', line.EnumerateObject().Select(m => Text(m.Value)).Where(text => text is not null));

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // 10.50 and 10.5 are one amount, as they are to the tables.
    private static bool Same(string? one, string? other) => one == other
        || (decimal.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var otherNumber)
            && number == otherNumber && one!.Contains('.') | other!.Contains('.'));
}
