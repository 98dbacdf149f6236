using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>The records of one answer, and how many the list has in all where it states that.</summary>
internal sealed record YonBipList(IReadOnlyList<JsonElement> Rows, long? Total)
{
    private static readonly YonBipList Nothing = new([], 0);

    /// <param name="data">The answer's <c>data</c>.</param>
    /// <exception cref="ConnectorException">There is no list where one should be.</exception>
    public static YonBipList Of(JsonElement data, YonBipQuery query, string what)
    {
        // Without pages there is no count either: a module that has nothing may leave the list out.
        if (query.PageSize is null && data.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return Nothing with { Total = null };
        }

        var list = At(data, query.Records);
        if (list?.ValueKind != JsonValueKind.Array)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: there is no list at '{(query.Records.Length == 0 ? "data" : $"data.{query.Records}")}'; "
                + "correct 'records'.");
        }

        return new YonBipList([.. list.Value.EnumerateArray()], query.PageSize is null ? null : TotalOf(data, what));
    }

    /// <summary>The same of a whole answer, whose code is known to be good.</summary>
    public static YonBipList OfAnswer(JsonElement answer, YonBipQuery query, string what)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration, $"{what}: is no answer of YonBIP, which has code, message and data.");
        }

        return answer.TryGetProperty("code", out var code) && query.EmptyCodes.Contains(code.ToString())
            ? Nothing
            : Of(answer.TryGetProperty("data", out var data) ? data : default, query, what);
    }

    /// <exception cref="ConnectorException">The page holds less or more than its place in the list says.</exception>
    public void RequireWhole(long page, int size, string what)
    {
        var wanted = Math.Clamp(Total!.Value - ((page - 1) * size), 0, size);
        if (Rows.Count != wanted)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient,
                $"{what}: holds {Rows.Count} records where {wanted} of {Total} belong. If it stays so, the list allows "
                + "smaller pages only (set pageSize), or 'records' is not the path of its records.");
        }
    }

    private static JsonElement? At(JsonElement data, string path)
    {
        var found = data;
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(step, out found))
            {
                return null;
            }
        }

        return found;
    }

    private static long TotalOf(JsonElement data, string what) =>
        data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("recordCount", out var count)
        && long.TryParse(count.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var total)
            ? total
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: the answer has no recordCount, so it cannot be proved whole; leave pageSize out if the list "
                + "has no pages.");
}
