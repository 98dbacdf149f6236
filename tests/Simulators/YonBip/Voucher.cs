using System.Text.Json.Nodes;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>A bill (单据) of any list: its own fields, and those of its lines.</summary>
internal sealed record Voucher(JsonObject Head, IReadOnlyList<JsonObject> Lines)
{
    /// <summary>
    /// As a list shows it: one row for each line, with the bill's fields on every one of them, or the bill alone.
    /// </summary>
    public IEnumerable<JsonObject> Rows(bool headOnly) =>
        headOnly || Lines.Count == 0 ? [Head.DeepClone().AsObject()] : Lines.Select(line => Merge(Head, line));

    private static JsonObject Merge(JsonObject head, JsonObject line)
    {
        var row = head.DeepClone().AsObject();
        foreach (var (name, value) in line)
        {
            row[name] = value?.DeepClone();
        }

        return row;
    }
}
