using System.Globalization;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// The natural key of a record as one text (业务主键): its key fields in the dataset's order, joined by a bar.
/// </summary>
internal static class DocumentKey
{
    /// <summary>Null when a required part of the key could not be read; an optional one may be empty.</summary>
    public static string? Of(DatasetSpec spec, object?[] values)
    {
        if (spec.Key.Count == 1)
        {
            return Text(values[spec.Key[0]]);
        }

        var parts = spec.Key.Select(i => Text(values[i]) ?? (spec.Fields[i].Required ? null : "")).ToList();
        return parts.Contains(null) ? null : string.Join('|', parts);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A key cannot hold a {value.GetType().Name}."),
    };
}
