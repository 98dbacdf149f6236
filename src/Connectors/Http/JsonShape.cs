using System.Collections.Frozen;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// Which values of a record a mapping reads (取值形状), as a tree of member names: a page is then gone through once, and
/// each value is put where its path says, instead of a search for each path.
/// </summary>
internal sealed class JsonShape
{
    private readonly FrozenDictionary<string, int> _slots;

    private JsonShape(IReadOnlyCollection<string> paths, string? list, JsonShape? below)
    {
        (List, Below) = (list, below);
        Root = new JsonStep("");
        var ends = paths.Distinct(StringComparer.Ordinal).ToDictionary(p => p, Root.Reach, StringComparer.Ordinal);
        if (list is not null)
        {
            Root.Reach(list).IsList = true;
        }

        Slots = Root.Number(0);
        _slots = ends.ToFrozenDictionary(e => e.Key, e => e.Value.First, StringComparer.Ordinal);
    }

    public JsonStep Root { get; }

    public int Slots { get; }

    /// <summary>Path of the records inside of a record.</summary>
    public string? List { get; }

    public JsonShape? Below { get; }

    public static JsonShape Of(DatasetMapping mapping)
    {
        var (own, inLines) = MappedPaths.ByRecord(mapping);
        return mapping.Lines?.Path is { } list
            ? new JsonShape(own, list, new JsonShape(inLines, null, null))
            : new JsonShape(own, null, null);
    }

    public bool TryFind(string path, out int slot) => _slots.TryGetValue(path, out slot);
}
