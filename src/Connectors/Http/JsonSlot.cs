namespace DealerIntegration.Connectors.Http;

/// <summary>Where in the page the value of a path stands.</summary>
internal readonly record struct JsonSlot(JsonSlotKind Kind, int Start, int Length);

/// <summary>What stands at a path; nothing there, or no single value, is no such path.</summary>
internal enum JsonSlotKind : byte
{
    None,
    Null,
    Text,
    Escaped,
    Number,
    True,
    False,
}
