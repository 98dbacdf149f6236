using System.Text.Json;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// A row of a query: a record, or an entry of a bill with the head's fields beside it. Paths are field names.
/// </summary>
internal sealed class KingdeeRecord(JsonElement row, IReadOnlyDictionary<string, int> fields, string file, long number)
    : SourceRecord
{
    public override Place Place => new(file, Row: number);

    public override bool TryGet(string path, out string? value)
    {
        value = null;
        if (!fields.TryGetValue(path, out var index))
        {
            return false;
        }

        var found = row[index];
        value = found.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String when found.GetString() is { Length: > 0 } text => text,
            JsonValueKind.String => null,
            JsonValueKind.True or JsonValueKind.False => found.GetBoolean() ? "true" : "false",
            _ => found.GetRawText(),
        };
        return true;
    }

    public override IEnumerable<SourceRecord> Children(string path) => [];

    public override bool SameContent(SourceRecord other) => other is KingdeeRecord record && record.Text == Text;

    public override int ContentHash() => Text.GetHashCode(StringComparison.Ordinal);

    private string Text => row.GetRawText();
}
