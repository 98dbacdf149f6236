using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// A dataset's mapping held against the layouts, so that a misspelt segment or field is told before a file comes.
/// </summary>
internal sealed class IdocPlan
{
    private IdocPlan(IdocQuery query, string[] header, string[] line, string? lines)
    {
        Query = query;
        HeaderPaths = header;
        LinePaths = line;
        Lines = lines;
    }

    public IdocQuery Query { get; }

    /// <summary>Read from the IDoc.</summary>
    public string[] HeaderPaths { get; }

    /// <summary>Read from each segment that <see cref="Lines"/> leads to.</summary>
    public string[] LinePaths { get; }

    public string? Lines { get; }

    /// <exception cref="ConfigurationException">Everything in the dataset that the layouts do not have.</exception>
    public static IdocPlan Of(ConnectorFile file, DatasetMapping dataset, IdocLayouts layouts)
    {
        var where = $"{file.FilePath}, dataset '{dataset.Dataset}'";
        var query = IdocQuery.Of(file, dataset);
        var inLines = Paths(dataset.Lines?.Fields.Values)
            .Concat(dataset.Controls.Select(c => c.When?.Path))
            .OfType<string>();
        var lookup = inLines.ToLookup(p => dataset.Lines is null || p.StartsWith('/'), p => p.TrimStart('/'));
        var plan = new IdocPlan(
            query,
            [.. Paths(dataset.Fields.Values).OfType<string>().Concat(lookup[true]).Distinct(StringComparer.Ordinal)],
            [.. lookup[false].Distinct(StringComparer.Ordinal)],
            dataset.Lines?.Path);
        var problems = new IdocPathCheck(layouts, query.Type).Problems(plan).Concat(Problems(dataset, query)).ToList();
        return problems.Count == 0
            ? plan
            : throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{where}: {p}")));
    }

    private static IEnumerable<string> Problems(DatasetMapping dataset, IdocQuery query)
    {
        if (!IdocText.Names.Contains(query.Encoding))
        {
            yield return $"the encoding '{query.Encoding}' is not known; use {string.Join(", ", IdocText.Names)}.";
        }

        if (dataset.Lines?.GroupBy is not null)
        {
            yield return "an IDoc holds its lines inside: give 'lines' a path, such as E1EDP01, in place of groupBy.";
        }
    }

    private static IEnumerable<string?> Paths(IEnumerable<FieldMapping>? fields) => (fields ?? []).SelectMany(f =>
        new[] { f.Path, f.NegateWhen?.Path }
            .Concat(f.When?.SelectMany(w => new[] { w.If?.Path, w.Path }) ?? [])
            .Concat(f.Multiply ?? [])
            .Concat(f.Join ?? []));
}
