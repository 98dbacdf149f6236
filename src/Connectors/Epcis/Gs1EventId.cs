using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// The GS1 event id (事件标识) of CBV 2.0: the SHA-256 of what an event says, in one order and one spelling, so that the
/// same event has the same id in any syntax. A declaration of an error and the sender's own id are left out of it.
/// </summary>
internal static class Gs1EventId
{
    private const string OffsetField = "eventTimeZoneOffset";

    private static readonly string[] Extensible = ["readPoint", "bizLocation", "sensorElementList"];

    /// <summary>The id as <c>ni:///sha-256;…?ver=CBV2.0</c>.</summary>
    public static string Of(EpcisNode @event) => $"ni:///sha-256;{Hash(PreHash(@event))}?ver=CBV2.0";

    /// <summary>
    /// The same without the time zone offset: events that differ in nothing else are one event told twice, perhaps.
    /// </summary>
    public static string WithoutOffset(EpcisNode @event) => Hash(PreHash(
        @event with { Children = [.. @event.Children.Where(c => c.Name != OffsetField)] }));

    /// <summary>What the id is taken of.</summary>
    public static string PreHash(EpcisNode @event)
    {
        var text = new StringBuilder("eventType=").Append(@event.Name).Append(Fields(@event, PreHashField.Order));
        if (@event.Find("ilmd") is { Children.Count: > 0 } master)
        {
            text.Append("ilmd").Append(Extensions(master));
        }

        // Version 2.0 of the rules puts what senders added to parts of an event behind the whole, with the part's name.
        foreach (var part in PreHashField.Order.Where(f => Extensible.Contains(f.Name)))
        {
            text.Append(Added(@event, part));
        }

        return text.Append(Extensions(@event)).ToString();
    }

    private static string Fields(EpcisNode node, IReadOnlyList<PreHashField> order) =>
        string.Concat(order.Select(field => Sorted(node.All(field.Name).Select(n => Field(n, field)))));

    private static string Field(EpcisNode node, PreHashField field)
    {
        var inner = Fields(node, field.Fields);
        var own = node.Value is { Length: > 0 } value && field.Kind != PreHashKind.Group
            ? $"{field.Name}={PreHashValue.Of(field.Kind, field.Owner ?? field.Name, value)}"
            : "";
        return field.IsTyped || own.Length > 0 ? inner + own
            : inner.Length == 0 ? ""
            : field.IsNamed ? field.Name + inner : inner;
    }

    private static string Added(EpcisNode node, PreHashField field) => Sorted(node.All(field.Name).Select(part =>
    {
        var inner = string.Concat(field.Fields.Where(f => f.Kind == PreHashKind.Group).Select(f => Added(part, f)))
            + Extensions(part);
        return inner.Length > 0 && field.IsNamed ? field.Name + inner : inner;
    }));

    private static string Extensions(EpcisNode node) => Sorted(node.Children
        .Where(c => c.IsExtension && c.Name != Comment)
        .Select(c => c.Name + (c.Value is { Length: > 0 } value
            ? "=" + PreHashValue.Of(PreHashKind.Any, c.Name, value)
            : Extensions(c))));

    // Members of a list have no order of their own.
    private static string Sorted(IEnumerable<string> parts) => string.Concat(parts.Order(StringComparer.Ordinal));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // A remark for readers says nothing about what happened.
    private static readonly string Comment = EpcisNames.Extension(EpcisNames.Prefixes["rdfs"], "comment");
}
