namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// Every source path a mapping reads, so that a missing column is one clear error and not one per row.
/// </summary>
internal static class MappedPaths
{
    public static IEnumerable<string> Of(DatasetMapping mapping)
    {
        var fields = mapping.Fields.Values.Concat(mapping.Lines?.Fields.Values ?? Enumerable.Empty<FieldMapping>());
        return fields.SelectMany(Of)
            .Concat(mapping.Controls.Select(c => c.When?.Path))
            .Append(mapping.Lines?.GroupBy)
            .Append(mapping.Lines?.When?.Path)
            .Where(p => p is not null)
            .Select(p => p!.TrimStart('/'))
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string?> Of(FieldMapping field) =>
        new[] { field.Default is null ? field.Path : null, field.NegateWhen?.Path }
            .Concat(field.When?.SelectMany(w => new[] { w.If?.Path, w.Path }) ?? [])
            .Concat(field.Multiply ?? [])
            .Concat(field.Join ?? []);
}
