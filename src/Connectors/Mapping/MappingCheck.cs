using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>Cross-checks mappings against the canonical datasets when a file is loaded (映射检查).</summary>
public static class MappingCheck
{
    /// <summary>Everything wrong with the mappings of one file; empty when they can be used.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<DatasetMapping> mappings)
    {
        var errors = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mapping in mappings)
        {
            if (!seen.Add(mapping.Dataset))
            {
                errors.Add($"dataset '{mapping.Dataset}' is mapped twice.");
            }

            errors.AddRange((mapping.Window?.Problems() ?? []).Select(p => $"dataset '{mapping.Dataset}': {p}"));
            foreach (var name in mapping.Controls.GroupBy(c => c.Name).Where(g => g.Count() > 1).Select(g => g.Key))
            {
                errors.Add($"dataset '{mapping.Dataset}' has two controls named '{name}'.");
            }

            if (Datasets.Find(mapping.Dataset) is { } spec)
            {
                errors.AddRange((mapping.Snapshot?.Problems(spec) ?? [])
                    .Select(p => $"dataset '{mapping.Dataset}': {p}"));
                CompiledMapping.Compile(spec, mapping, errors);
                continue;
            }

            var known = string.Join(", ", Datasets.All.Select(d => d.Name));
            errors.Add($"there is no dataset '{mapping.Dataset}'; known are {known}.");
        }

        return errors;
    }

    /// <exception cref="ConfigurationException">Lists every problem with the file's name.</exception>
    public static void Require(IEnumerable<DatasetMapping> mappings, string path)
    {
        var errors = Find(mappings);
        if (errors.Count > 0)
        {
            throw new ConfigurationException(string.Join('\n', errors.Select(e => $"{path}: {e}")));
        }
    }
}
