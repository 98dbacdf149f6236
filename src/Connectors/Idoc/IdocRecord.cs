using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// An IDoc, or a segment of it as a line. What the layouts describe and the IDoc leaves out holds nothing; that paths
/// lead to described fields was checked when the mapping was read.
/// </summary>
internal sealed class IdocRecord(IdocTree idoc, IdocSegment segment, string file) : SourceRecord
{
    /// <summary>A path of its own: what is noteworthy in the IDoc; nothing where all of it is described.</summary>
    public const string Notes = "@notes";

    public override Place Place =>
        new(file, Row: segment.Line, Column: segment == idoc.Root ? null : segment.Name);

    public override bool TryGet(string path, out string? value)
    {
        if (path == Notes)
        {
            value = idoc.Notes.Count == 0 ? null : string.Join('\n', idoc.Notes);
            return true;
        }

        value = IdocPath.Of(path).Values(segment).FirstOrDefault();
        return true;
    }

    public override IEnumerable<SourceRecord> Children(string path) =>
        IdocPath.Of(path).Segments(segment).Select(s => new IdocRecord(idoc, s, file));

    public override void TellFields(FieldSample sample) => Tell(segment, "", sample);

    private static void Tell(IdocSegment at, string path, FieldSample sample)
    {
        sample.Enter(path);
        foreach (var (name, _) in at.Fields.Where(f => f.Value.Length > 0))
        {
            sample.Carries(FieldSample.Below(path, name));
        }

        foreach (var children in at.Children.GroupBy(c => c.Name))
        {
            var below = FieldSample.Below(path, children.Key);
            sample.Carries(below);
            foreach (var child in children)
            {
                Tell(child, below, sample);
            }
        }
    }
}
