using System.Text.Json;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// Looks at the ids of a page's rows: that Kingdee kept the order and the condition that were asked for, and where the
/// last whole bill ends.
/// </summary>
internal static class KingdeeBills
{
    /// <exception cref="ConnectorException">The rows contradict what was asked for.</exception>
    public static void Require(IReadOnlyList<JsonElement> rows, KingdeeQuery query, string? after, string what)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var entries = new HashSet<string>(StringComparer.Ordinal);
        string? before = null;
        foreach (var row in rows)
        {
            var id = IdOf(row, query, what);
            if (id != before)
            {
                if (!ids.Add(id) || !Follows(id, before ?? after, query))
                {
                    throw Wrong(what, $"the rows are not in the order of {query.Id}: {id} comes after "
                        + $"{before ?? after}. Correct 'id'; if it is a text, set \"textId\": true.");
                }

                entries.Clear();
            }
            else if (query.Entry is null)
            {
                throw Wrong(what, $"{query.Id} {id} comes twice: a field of the mapping belongs to an entry; map the "
                    + "lines and give 'entry', or take the field out.");
            }

            if (query.Entry is not null && !entries.Add(row[1].ToString()))
            {
                throw Wrong(what, $"{query.Id} {id} has {query.Entry} {row[1]} twice: the mapping reads fields of two "
                    + "kinds of entries at once, which multiplies the rows. Keep to one.");
            }

            before = id;
        }
    }

    /// <summary>The last bill behind whose rows another bill begins; null where there is one bill only.</summary>
    public static string? LastWhole(IReadOnlyList<JsonElement> rows)
    {
        var open = rows[^1][0].ToString();
        return rows.Select(r => r[0].ToString()).LastOrDefault(id => id != open);
    }

    // Texts are ordered by rules of the database; numbers by ours as well.
    private static bool Follows(string id, string? before, KingdeeQuery query) =>
        before is null || (query.TextId
            ? id != before
            : id.Length > before.Length || (id.Length == before.Length && string.CompareOrdinal(id, before) > 0));

    private static string IdOf(JsonElement row, KingdeeQuery query, string what)
    {
        var id = row[0].ToString();
        return id.Length > 0 && (query.TextId || id.All(char.IsAsciiDigit))
            ? id
            : throw Wrong(what, $"{query.Id} is '{id}', which is no inner id; if it is a text, set \"textId\": true.");
    }

    private static ConnectorException Wrong(string what, string why) =>
        new(ConnectorFailure.Configuration, $"{what}: {why}");
}
