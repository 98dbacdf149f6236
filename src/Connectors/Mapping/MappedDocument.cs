using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// A record in canonical fields: values stand in the order of the dataset's fields, as string, decimal, long,
/// DateOnly, DateTimeOffset (UTC) or null.
/// </summary>
public sealed record MappedDocument(
    string Key, object?[] Values, IReadOnlyList<object?[]> Lines, Place Place);
