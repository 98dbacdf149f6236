using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Sap.Metadata;

/// <summary>Holds a dataset's source and mapping against what SAP says of the service (取数配置核对).</summary>
internal static partial class DatasetCheck
{
    /// <summary>What does not fit, one sentence each; nothing where all fits.</summary>
    public static IEnumerable<string> Of(DatasetMapping dataset, SapQuery query, EdmService service)
    {
        var set = query.Request[(query.Request.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (!service.Sets.TryGetValue(set, out var type))
        {
            return [$"source.request: {service.Name} has no entity set {set}.{NearNames.Of(set, service.Sets.Keys)}"];
        }

        var expanded = Paths(query.Expand).ToList();
        return expanded.Select(p => Walk(type, p.Split('/'), "source.expand"))
            .Concat(MappedPaths.Needed(dataset).Select(p => Mapped(type, p, expanded)))
            .Concat(Paths(query.OrderBy).Select(p => Sorted(type, p.Split(' ')[0])))
            .Concat(FilteredNames(query.Filter).Select(n => Filtered(type, n, "source.filter")))
            .Concat((query.ChangedOn ?? []).Select(n => Filtered(type, n, "source.changedOn")))
            .Append(query.ChangedBy is { } stamp ? Stamp(type, stamp) : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>Null where every step is there.</summary>
    public static string? Walk(EdmType type, IEnumerable<string> steps, string where)
    {
        var at = type;
        foreach (var step in steps)
        {
            if (at.Below.TryGetValue(step, out var next))
            {
                at = next;
            }
            else
            {
                return at.Properties.ContainsKey(step)
                    ? null
                    : $"{where}: {at.Name} has no {step}.{NearNames.Of(step, at.Names)}";
            }
        }

        return null;
    }

    private static string? Mapped(EdmType type, string path, List<string> expanded)
    {
        // Lists wear a frame of that name, and places in a list are no part of a name.
        var steps = path.Split('.').Where(s => s != "results" && !s.All(char.IsAsciiDigit)).ToList();
        if (Walk(type, steps, $"mapped field {path}") is { } missing)
        {
            return missing;
        }

        var navigations = steps.TakeWhile((s, i) => Navigation(type, steps.Take(i + 1)) is not null).ToList();
        var way = string.Join('/', navigations);
        return navigations.Count == 0
            || expanded.Exists(e => e == way || e.StartsWith(way + '/', StringComparison.Ordinal))
            ? null
            : $"mapped field {path}: {way} comes only where source.expand names it.";
    }

    private static EdmType? Navigation(EdmType type, IEnumerable<string> steps) =>
        steps.Aggregate((EdmType?)type, (at, step) => at?.Below.GetValueOrDefault(step));

    private static string? Sorted(EdmType type, string name) => Walk(type, name.Split('/'), "source.orderBy")
        ?? (type.Properties.GetValueOrDefault(name) is { IsSortable: false }
            ? $"source.orderBy: SAP does not sort by {name}; name the key."
            : null);

    private static string? Filtered(EdmType type, string name, string where) => Walk(type, name.Split('/'), where)
        ?? (type.Properties.GetValueOrDefault(name) is { IsFilterable: false }
            ? $"{where}: SAP does not filter by {name}; leave it out, and the dataset is read whole."
            : null);

    private static string? Stamp(EdmType type, string name) => Filtered(type, name, "source.changedBy")
        ?? (type.Properties[name] is { Type: not "Edm.DateTimeOffset" } day
            ? $"source.changedBy: {name} is an {day.Type} and no instant; name it under source.changedOn instead."
            : null);

    private static IEnumerable<string> Paths(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static IEnumerable<string> FilteredNames(string? filter) => filter is null
        ? []
        : Names().Matches(Literals().Replace(filter, "''")).Select(m => m.Value);

    [GeneratedRegex(@"[A-Za-z]*'([^']|'')*'")]
    private static partial Regex Literals();

    // A name stands before a comparison, or inside of a function's brackets.
    [GeneratedRegex(@"[A-Za-z_][\w/]*(?=\s+(eq|ne|gt|ge|lt|le)\b)|(?<=[(,]\s*)[A-Za-z_][\w/]*(?=\s*[,)])")]
    private static partial Regex Names();
}
