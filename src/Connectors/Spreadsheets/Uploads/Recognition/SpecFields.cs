using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>Finds a field of a dataset in its lines or its header.</summary>
internal static class SpecFields
{
    /// <summary>Whether its values are written as days, with or without a time of day.</summary>
    public static bool IsDay(this FieldType type) => type is FieldType.Date or FieldType.Instant;

    public static FieldType TypeOf(this DatasetSpec spec, string field) =>
        (spec.LineFields.FirstOrDefault(f => f.Name == field) ?? spec.Fields.First(f => f.Name == field)).Type;
}
