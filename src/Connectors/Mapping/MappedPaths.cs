using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// Every source path a mapping reads, so that a missing column is one clear error and not one per row.
/// </summary>
public static partial class MappedPaths
{
    internal static IEnumerable<string> Of(DatasetMapping mapping)
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

    /// <summary>
    /// Every path that a mapping reads: those of a record, and those of the records inside of it where there are such.
    /// </summary>
    internal static (IReadOnlyCollection<string> Own, IReadOnlyCollection<string> InLines) ByRecord(
        DatasetMapping mapping)
    {
        var lines = mapping.Lines;
        var header = mapping.Fields.Values.SelectMany(All).Append(lines?.GroupBy);
        var inLines = (lines?.Fields.Values.SelectMany(All) ?? [])
            .Append(lines?.When?.Path)
            .Concat(mapping.Controls.Select(c => c.When?.Path))
            .OfType<string>()
            .ToLookup(p => lines?.Path is null || p is ['/', ..]);
        return (
            [.. header.OfType<string>().Concat(inLines[true]).Select(p => p is ['/', ..] ? p[1..] : p)],
            [.. inLines[false]]);
    }

    /// <summary>
    /// Every field of the source that a mapping reads, optional ones too, named as <see cref="FieldSample"/> does.
    /// </summary>
    public static IReadOnlySet<string> Fields(DatasetMapping mapping) => Named(mapping, All);

    /// <summary>The same without those that may be absent, because the mapping says what counts then.</summary>
    internal static IReadOnlySet<string> Needed(DatasetMapping mapping) => Named(mapping, Of);

    private static HashSet<string> Named(DatasetMapping mapping, Func<FieldMapping, IEnumerable<string?>> paths)
    {
        var lines = mapping.Lines;
        var header = mapping.Fields.Values.SelectMany(paths);
        var inLines = (lines?.Fields.Values.SelectMany(paths) ?? [])
            .Append(lines?.When?.Path)
            .Concat(mapping.Controls.Select(c => c.When?.Path));
        return header.Append(lines?.GroupBy).Append(lines?.Path)
            .Concat(inLines.Select(p => p is null or ['/', ..] ? p?[1..] : Below(lines?.Path, p)))
            .Where(p => p is not null && !p.Contains('@', StringComparison.Ordinal))
            .Select(p => WithoutPlaces(p!))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static string Below(string? lines, string path) => lines is null ? path : $"{lines}.{path}";

    // Which of several records is meant, by a number or a qualifier, is no part of a field's name.
    private static string WithoutPlaces(string path) => string.Join(
        '.', Qualifier().Replace(path, "").Split('.').Where(step => !step.All(char.IsAsciiDigit)));

    private static IEnumerable<string?> All(FieldMapping field) => Of(field).Append(field.Path);

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Qualifier();

    private static IEnumerable<string?> Of(FieldMapping field) =>
        new[] { field.Default is null ? field.Path : null, field.NegateWhen?.Path }
            .Concat(field.When?.SelectMany(w => new[] { w.If?.Path, w.Path }) ?? [])
            .Concat(field.Multiply ?? [])
            .Concat(field.Join ?? []);
}
