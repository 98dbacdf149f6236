using System.Text.Json;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.U8;

/// <summary>A page of a list: its rows, and what U8 says of the whole. All its numbers are texts.</summary>
internal sealed record U8List(IReadOnlyList<JsonElement> Rows, long Total, bool IsLast)
{
    /// <summary>What U8 answers where nothing was found and it says so with a code of its own.</summary>
    public static readonly U8List Empty = new([], 0, IsLast: true);

    /// <exception cref="ConnectorException">The page does not hold what belongs on it.</exception>
    public static U8List Of(U8Answer answer, string records, long page, string what)
    {
        var rows = RowsOf(answer, records, what);
        var total = answer.Number("row_count", what);
        var index = answer.Number("page_index", what);
        if (index != page)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration, $"{what}: page {index} came instead; the parameter is not heeded.");
        }

        // U8 says which page size it used, which need not be the one that was asked for.
        var size = answer.Number("rows_per_page", what);
        var wanted = Math.Clamp(total - ((page - 1) * size), 0, size);
        return rows.Count == wanted
            ? new U8List(rows, total, page >= answer.Number("page_count", what))
            : throw new ConnectorException(
                ConnectorFailure.Transient,
                $"{what}: holds {rows.Count} rows where {wanted} of {total} belong. The list "
                + "is read again.");
    }

    /// <summary>The rows alone; a list of none may be left out.</summary>
    /// <exception cref="ConnectorException">There are no rows where there should be some.</exception>
    public static IReadOnlyList<JsonElement> RowsOf(U8Answer answer, string records, string what) =>
        answer.Root.TryGetProperty(records, out var rows) && rows.ValueKind == JsonValueKind.Array
            ? [.. rows.EnumerateArray()]
            : answer.Text("row_count") is null or "0"
                ? []
                : throw new ConnectorException(
                    ConnectorFailure.Configuration, $"{what}: '{records}' is no list of rows; correct 'records'.");
}
