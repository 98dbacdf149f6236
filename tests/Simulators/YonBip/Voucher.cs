using System.Text.Json.Nodes;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>A bill (单据) of any list: its own fields, and those of its lines.</summary>
internal sealed record Voucher(JsonObject Head, IReadOnlyList<JsonObject> Lines)
{
    /// <summary>
    /// As a list shows it: one row for each line, with the bill's fields on every one of them, or the bill alone.
    /// </summary>
    public IEnumerable<VoucherRow> Rows(bool headOnly) => headOnly || Lines.Count == 0
        ? [new VoucherRow(Head, null)]
        : Lines.Select(line => new VoucherRow(Head, line));
}

/// <summary>A row of a list. Only those that are shown are written out.</summary>
internal sealed record VoucherRow(JsonObject Head, JsonObject? Line)
{
    public string? Field(string path)
    {
        var steps = path.Replace("orderDetails.id", "orderDetailId", StringComparison.Ordinal).Split('.');
        JsonNode? found = Line?.ContainsKey(steps[0]) == true ? Line : Head;
        foreach (var step in steps)
        {
            found = (found as JsonObject)?[step];
        }

        return found?.ToString();
    }

    public JsonObject Shown()
    {
        var row = Head.DeepClone().AsObject();
        foreach (var (name, value) in Line ?? [])
        {
            row[name] = value?.DeepClone();
        }

        return row;
    }
}
