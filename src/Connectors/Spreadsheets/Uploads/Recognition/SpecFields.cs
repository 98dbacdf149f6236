using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>Finds a field of a dataset in its lines or its header.</summary>
internal static class SpecFields
{
    public static FieldType TypeOf(this DatasetSpec spec, string field) =>
        (spec.LineFields.FirstOrDefault(f => f.Name == field) ?? spec.Fields.First(f => f.Name == field)).Type;
}
