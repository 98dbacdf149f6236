using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// Whether a mapping names the fields its dataset has, all the required ones, and lines where there are lines.
/// </summary>
internal static class MappingShape
{
    public static void Check(DatasetSpec spec, DatasetMapping mapping, List<string> errors)
    {
        var lineFields = mapping.Lines?.Fields ?? [];
        CheckFields(spec.Name, "field", spec.Fields, mapping.Fields.Keys, errors);
        CheckFields(spec.Name, "line field", spec.LineFields, lineFields.Keys, errors);
        Require(spec.Name, "field", spec.Fields, n => mapping.Fields.ContainsKey(n), errors);
        if (!spec.HasLines)
        {
            if (mapping.Lines is not null)
            {
                errors.Add($"dataset '{spec.Name}' has no lines; remove 'lines'.");
            }

            return;
        }

        if (mapping.Lines is null)
        {
            if (spec.MayLackLines)
            {
                return;
            }

            errors.Add($"dataset '{spec.Name}' is a document with lines; add 'lines' with a path or groupBy.");
            return;
        }

        if ((mapping.Lines.Path is null) == (mapping.Lines.GroupBy is null))
        {
            errors.Add($"dataset '{spec.Name}', lines: give either path (nested records) or groupBy (rows of a file).");
        }

        CheckWhen(spec.Name, mapping.Lines, errors);
        Require(spec.Name, "line field", spec.LineFields, lineFields.ContainsKey, errors);
    }

    private static void CheckWhen(string dataset, LineMapping lines, List<string> errors)
    {
        if (lines.When is not null && lines.GroupBy is null)
        {
            errors.Add($"dataset '{dataset}', lines: 'when' chooses rows of a flat file; it needs groupBy.");
        }

        if (lines.When is { EqualTo: null, StartsWith: null, In: null, Empty: null })
        {
            errors.Add(
                $"dataset '{dataset}', lines: 'when' tests nothing: add equals, startsWith, in or empty.");
        }
    }

    private static void CheckFields(
        string dataset, string kind, IReadOnlyList<FieldSpec> specs, IEnumerable<string> names, List<string> errors)
    {
        foreach (var name in names.Where(n => specs.All(s => s.Name != n)))
        {
            var known = string.Join(", ", specs.Select(s => s.Name));
            errors.Add($"dataset '{dataset}' has no {kind} '{name}'; it has {(known.Length == 0 ? "none" : known)}.");
        }
    }

    private static void Require(
        string dataset, string kind, IReadOnlyList<FieldSpec> specs, Func<string, bool> mapped, List<string> errors)
    {
        foreach (var spec in specs.Where(s => s.Required && !mapped(s.Name)))
        {
            errors.Add($"dataset '{dataset}': the required {kind} '{spec.Name}' is not mapped.");
        }
    }
}
