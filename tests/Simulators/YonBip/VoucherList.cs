using System.Globalization;
using System.Text.Json.Nodes;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>
/// Answers what a list is asked for (列表查询). Members it does not know it passes over without a word, and conditions
/// on fields it does not know as well: whoever misspells one gets everything.
/// </summary>
internal sealed class VoucherList(int largestPage)
{
    /// <summary>A member with both ends of an interval and a bar between them, as the sales-out list has it.</summary>
    public string? IntervalMember { get; init; }

    public JsonObject Answer(JsonObject body, IReadOnlyList<Voucher> all)
    {
        var (index, size) = (Whole(body, "pageIndex", 1), Math.Min(Whole(body, "pageSize", 10), largestPage));
        var headOnly = body["isSum"]?.GetValue<bool>() ?? false;
        var rows = all.SelectMany(voucher => voucher.Rows(headOnly)).Where(row => Fits(row, body)).ToList();
        var page = Sorted(rows, body).Skip((index - 1) * size).Take(size);
        var pages = (rows.Count + size - 1) / size;
        return new JsonObject
        {
            ["pageIndex"] = index,
            ["pageSize"] = size,
            ["recordCount"] = rows.Count,
            ["pageCount"] = pages,
            ["beginPageIndex"] = 1,
            ["endPageIndex"] = pages,
            ["recordList"] = new JsonArray([.. page.Select(row => row.Shown())]),
            ["sumRecordList"] = new JsonArray(),
        };
    }

    private bool Fits(VoucherRow row, JsonObject body) =>
        (body["code"] is not { } code || row.Field("code") == code.ToString())
        && (body["simpleVOs"]?.AsArray() ?? []).All(condition => Holds(row, condition!.AsObject()))
        && body.Where(member => member.Key.StartsWith("open_", StringComparison.Ordinal)).All(m => InRange(row, m.Key,
            m.Value!.ToString()))
        && (IntervalMember is null || body[IntervalMember] is not { } interval
            || InInterval(row, IntervalMember, interval.ToString().Split('|')));

    private static bool InRange(VoucherRow row, string member, string bound) =>
        member.EndsWith("_begin", StringComparison.Ordinal)
            ? row.Field(member["open_".Length..^"_begin".Length]) is not { } value || Compare(value, bound) >= 0
            : row.Field(member["open_".Length..^"_end".Length]) is not { } other || Compare(other, bound) <= 0;

    private static bool InInterval(VoucherRow row, string member, string[] ends) =>
        row.Field(member) is not { } value
        || (Compare(value, ends[0]) >= 0 && (ends.Length < 2 || Compare(value, ends[1]) <= 0));

    private static bool Holds(VoucherRow row, JsonObject condition)
    {
        var (op, first) = (Text(condition, "op"), Text(condition, "value1"));
        var field = Text(condition, "field");
        if (row.Field(field) is not { } value)
        {
            // A field of the tenant's own is known where it is empty, too.
            return op == "neq" || !field.StartsWith("headItem.define", StringComparison.Ordinal);
        }

        return op switch
        {
            "eq" => Compare(value, first) == 0,
            "neq" => Compare(value, first) != 0,
            "lt" => Compare(value, first) < 0,
            "gt" => Compare(value, first) > 0,
            "like" => value.Contains(first, StringComparison.Ordinal),
            "between" => Compare(value, first) >= 0 && Compare(value, Text(condition, "value2")) <= 0,
            _ => throw new YonBipFault("506", $"查询条件操作符不支持：{op}"),
        };
    }

    // By the newest day where nothing is asked for: bills of the same day then stand as they came.
    private static IEnumerable<VoucherRow> Sorted(List<VoucherRow> rows, JsonObject body)
    {
        if (body["queryOrders"]?.AsArray() is not { Count: > 0 } orders)
        {
            return rows.OrderByDescending(row => row.Field("vouchdate"), StringComparer.Ordinal);
        }

        IOrderedEnumerable<VoucherRow>? sorted = null;
        var byValue = Comparer<string?>.Create((left, right) => Compare(left ?? "", right ?? ""));
        foreach (var order in orders.Select(one => one!.AsObject()))
        {
            var field = Text(order, "field");
            string? Key(VoucherRow row) => row.Field(field);
            sorted = (Text(order, "order") == "desc", sorted) switch
            {
                (false, null) => rows.OrderBy(Key, byValue),
                (true, null) => rows.OrderByDescending(Key, byValue),
                (false, _) => sorted.ThenBy(Key, byValue),
                (true, _) => sorted.ThenByDescending(Key, byValue),
            };
        }

        return sorted!;
    }

    private static int Compare(string left, string right) =>
        decimal.TryParse(left, CultureInfo.InvariantCulture, out var one)
        && decimal.TryParse(right, CultureInfo.InvariantCulture, out var other)
            ? one.CompareTo(other)
            : string.CompareOrdinal(left, right);

    private static string Text(JsonObject holder, string name) =>
        holder[name]?.ToString() ?? throw YonBipFault.Module($"{name}不能为空");

    private static int Whole(JsonObject body, string name, int unlessSaid) =>
        body[name] is not { } node ? unlessSaid
        : int.TryParse(node.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw YonBipFault.Gateway("310023", $"{name}参数类型错误");
}
