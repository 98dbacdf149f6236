using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// A record of a page that was read in one pass: says at every path what a <see cref="JsonRecord"/> says, and asks one
/// where its shape does not name the path.
/// </summary>
internal sealed class JsonRow(JsonShape shape, JsonRowPlace place) : SourceRecord
{
    private readonly JsonSlot[] _slots = new JsonSlot[shape.Slots];

    public JsonShape Shape => shape;

    /// <summary>Where the record stands in the page.</summary>
    public Range Span { get; set; }

    public IReadOnlyList<JsonRow> Lines { get; set; } = [];

    public override Place Place => new(place.Page.Name, Row: place.Row, Column: place.Column);

    public override bool TryGet(string path, out string? value)
    {
        if (!shape.TryFind(path, out var at))
        {
            return Whole.TryGet(path, out value);
        }

        var slot = _slots[at];
        value = slot.Kind switch
        {
            JsonSlotKind.Text when Utf8.IsValid(Bytes(slot)) => Encoding.UTF8.GetString(Bytes(slot)),
            JsonSlotKind.Text or JsonSlotKind.Escaped => Unescaped(slot),
            JsonSlotKind.Number => PlainNumber.Of(Encoding.UTF8.GetString(Bytes(slot))),
            JsonSlotKind.True => "true",
            JsonSlotKind.False => "false",
            _ => null,
        };
        return slot.Kind != JsonSlotKind.None;
    }

    public override bool TryGetPlain(string path, out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        if (!shape.TryFind(path, out var at))
        {
            return false;
        }

        var slot = _slots[at];
        if (slot.Kind is not (JsonSlotKind.Text or JsonSlotKind.Number))
        {
            return false;
        }

        utf8 = Bytes(slot);
        return slot.Kind == JsonSlotKind.Text || utf8.IndexOfAny((byte)'e', (byte)'E') < 0;
    }

    public override IEnumerable<SourceRecord> Children(string path) =>
        path == shape.List ? Lines : Whole.Children(path);

    public override void TellFields(FieldSample sample) => Whole.TellFields(sample);

    public JsonRowPlace Below(int index) => place with { List = shape.List, Index = index };

    /// <summary>A value comes; an earlier one of that name no longer counts.</summary>
    public void Forget(JsonStep at)
    {
        _slots.AsSpan(at.First, at.Slots).Clear();
        Lines = at.HoldsList ? [] : Lines;
    }

    public void SetNull(JsonStep at) =>
        _slots.AsSpan(at.First, at.Slots).Fill(new JsonSlot(JsonSlotKind.Null, 0, 0));

    public void Set(int at, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var length = reader.ValueSpan.Length;
        _slots[at] = reader.TokenType switch
        {
            JsonTokenType.String when reader.ValueIsEscaped => new(JsonSlotKind.Escaped, start + 1, length),
            JsonTokenType.String => new(JsonSlotKind.Text, start + 1, length),
            JsonTokenType.Number => new(JsonSlotKind.Number, start, length),
            JsonTokenType.True => new(JsonSlotKind.True, start, length),
            _ => new(JsonSlotKind.False, start, length),
        };
    }

    private JsonRecord Whole => new(
        JsonSerializer.Deserialize<JsonElement>(place.Page.Body.Span[Span]), place.Page.Name, place.Row, place.Column);

    private ReadOnlySpan<byte> Bytes(JsonSlot slot) => place.Page.Body.Span.Slice(slot.Start, slot.Length);

    private string? Unescaped(JsonSlot slot)
    {
        var reader = new Utf8JsonReader(place.Page.Body.Span.Slice(slot.Start - 1, slot.Length + 2));
        reader.Read();
        return reader.GetString();
    }
}

/// <summary>Which record it is: a row of the page, or one of the records inside of a row.</summary>
/// <param name="List">Path of the records inside; null for the row itself.</param>
internal readonly record struct JsonRowPlace(RawPage Page, long Row, string? List, int Index)
{
    public string? Column => List is null ? null : $"{List}.{Index}";
}
