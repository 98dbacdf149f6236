using System.Text.Json;

namespace DealerIntegration.Simulators.Kingdee;

/// <summary>
/// ExecuteBillQuery (单据查询): rows of values in the order of the fields asked for. A field of an entry makes a row of
/// each entry; nothing says how many rows there are in all.
/// </summary>
internal static class K3Query
{
    private const int LargestPage = 10_000;
    private const int DefaultPage = 2000;

    /// <summary>The rows of a page, with values as they are.</summary>
    /// <exception cref="K3Exception">The query is not one that Kingdee could answer.</exception>
    public static List<object?[]> Run(JsonElement query, K3Form form)
    {
        var fields = Text(query, "FieldKeys").Split(',', StringSplitOptions.TrimEntries);
        foreach (var field in fields.Where(field => !form.IsField(field)))
        {
            throw new K3Exception(9, $"字段 {field} 在 {form.Id} 中不存在", field);
        }

        var filter = K3Filter.Parse(Text(query, "FilterString"), form);
        var limit = Number(query, "Limit") is var wanted and > 0 ? Math.Min(wanted, LargestPage) : DefaultPage;
        var ofEntries = Array.Exists(fields, form.IsEntryField);
        var rows = form.Bills(query).SelectMany(bill => Rows(bill, ofEntries)).Where(filter);
        return
        [
            .. Ordered(rows, Text(query, "OrderString"), form)
                .Skip(Number(query, "StartRow")).Take(limit)
                .Select(row => fields.Select(row).ToArray()),
        ];
    }

    private static IEnumerable<Func<string, object?>> Rows(K3Bill bill, bool ofEntries)
    {
        if (!ofEntries || bill.Entries.Count == 0)
        {
            return [field => bill.Head.GetValueOrDefault(field)];
        }

        return bill.Entries.Select(entry => (Func<string, object?>)(field =>
            entry.TryGetValue(field, out var value) ? value : bill.Head.GetValueOrDefault(field)));
    }

    private static IEnumerable<Func<string, object?>> Ordered(
        IEnumerable<Func<string, object?>> rows, string order, K3Form form)
    {
        IOrderedEnumerable<Func<string, object?>>? ordered = null;
        foreach (var key in order.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var field = words[0];
            var falling = words.Length > 1 && words[1].Equals("desc", StringComparison.OrdinalIgnoreCase);
            if (!form.IsField(field))
            {
                throw new K3Exception(9, $"排序字段 {field} 在 {form.Id} 中不存在", field);
            }

            ordered = (ordered, falling) switch
            {
                (null, false) => rows.OrderBy(row => row(field)),
                (null, true) => rows.OrderByDescending(row => row(field)),
                (_, false) => ordered.ThenBy(row => row(field)),
                _ => ordered.ThenByDescending(row => row(field)),
            };
        }

        return ordered ?? rows;
    }

    private static string Text(JsonElement query, string name) =>
        query.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static int Number(JsonElement query, string name) =>
        query.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;
}
