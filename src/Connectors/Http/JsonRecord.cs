using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// A record of a JSON answer. Steps of a path are member names or list positions, divided by dots:
/// <c>to_Description.results.0.ProductDescription</c>.
/// </summary>
internal sealed class JsonRecord(JsonElement element, string file, long row, string? below = null) : SourceRecord
{
    public override Place Place => new(file, Row: row, Column: below);

    /// <summary>
    /// A member that is absent is no such path; below a null or past the end of a list there is simply no value.
    /// </summary>
    public override bool TryGet(string path, out string? value)
    {
        value = null;
        if (!TryWalk(path, out var found))
        {
            return false;
        }

        switch (found.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return true;
            case JsonValueKind.String:
                value = found.GetString();
                return true;
            case JsonValueKind.Number:
                value = PlainNumber.Of(found.GetRawText());
                return true;
            case JsonValueKind.True or JsonValueKind.False:
                value = found.GetBoolean() ? "true" : "false";
                return true;
            default:
                return false;
        }
    }

    public override IEnumerable<SourceRecord> Children(string path)
    {
        if (!TryWalk(path, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        var index = 0;
        foreach (var child in list.EnumerateArray())
        {
            yield return new JsonRecord(child, file, row, $"{path}.{index++}");
        }
    }

    public override void TellFields(FieldSample sample) => Tell(element, "", sample);

    // Members that begin with two underscores say how OData made the answer, not what the record holds.
    private static void Tell(JsonElement at, string path, FieldSample sample)
    {
        if (at.ValueKind == JsonValueKind.Array)
        {
            for (var i = 0; i < at.GetArrayLength() && FieldSample.LooksAt(i); i++)
            {
                Tell(at[i], path, sample);
            }
        }
        else if (at.ValueKind == JsonValueKind.Object)
        {
            sample.Enter(path);
            foreach (var member in at.EnumerateObject().Where(m => !m.Name.StartsWith("__", StringComparison.Ordinal)))
            {
                var below = FieldSample.Below(path, member.Name);
                sample.Carries(below);
                Tell(member.Value, below, sample);
            }
        }
    }

    private bool TryWalk(ReadOnlySpan<char> path, out JsonElement found)
    {
        found = element;
        while (!path.IsEmpty)
        {
            var dot = path.IndexOf('.');
            var step = dot < 0 ? path : path[..dot];
            path = dot < 0 ? [] : path[(dot + 1)..];
            switch (found.ValueKind)
            {
                case JsonValueKind.Null:
                    return true;
                case JsonValueKind.Array when int.TryParse(step, NumberStyles.None, null, out var index):
                    if (index >= found.GetArrayLength())
                    {
                        found = default;
                        return true;
                    }

                    found = found[index];
                    break;
                case JsonValueKind.Object when found.TryGetProperty(step, out var member):
                    found = member;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
