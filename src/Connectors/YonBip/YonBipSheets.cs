using System.Text.Json;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// A stored page of a list: one answer as it came, or a JSON list of answers where the last bill of the first goes on
/// over the ones behind it.
/// </summary>
internal static class YonBipSheets
{
    public static byte[] Join(IReadOnlyList<byte[]> answers)
    {
        if (answers.Count == 1)
        {
            return answers[0];
        }

        using var joined = new MemoryStream();
        foreach (var answer in answers)
        {
            joined.Write(joined.Length == 0 ? "["u8 : ","u8);
            joined.Write(YonBipJson.WithoutMark(answer));
        }

        joined.Write("]"u8);
        return joined.ToArray();
    }

    /// <summary>The rows of the bills that begin on the first answer.</summary>
    /// <param name="bill">Path of what the rows of a bill share; null where a row is a whole record.</param>
    /// <param name="after">The bill that was read before, whose last rows stand in front here.</param>
    public static IEnumerable<JsonElement> Rows(
        ReadOnlyMemory<byte> body, YonBipQuery query, string? bill, string? after, string what)
    {
        JsonElement root;
        try
        {
            root = YonBipJson.Parse(body.Span);
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the answer is not whole JSON: {e.Message}", e);
        }

        if (root.ValueKind != JsonValueKind.Array)
        {
            return Behind(YonBipList.OfAnswer(root, query, what).Rows, bill, after);
        }

        var answers = root.EnumerateArray().Select(a => YonBipList.OfAnswer(a, query, what).Rows).ToList();
        var last = YonBipJson.Text(answers[0][^1], bill!);

        // A row that comes again has moved on to the next page while the list was read: it is no further line, and the
        // count of rows tells.
        var lines = answers[0].Where(r => YonBipJson.Text(r, bill!) == last).Select(r => r.GetRawText()).ToHashSet();
        return Behind(answers[0], bill, after).Concat(answers.Skip(1)
            .SelectMany(rows => rows.TakeWhile(r => YonBipJson.Text(r, bill!) == last))
            .Where(r => lines.Add(r.GetRawText())));
    }

    private static IEnumerable<JsonElement> Behind(IEnumerable<JsonElement> rows, string? bill, string? after) =>
        bill is null || after is null ? rows : rows.SkipWhile(r => YonBipJson.Text(r, bill) == after);
}
