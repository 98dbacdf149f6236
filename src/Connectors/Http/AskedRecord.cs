using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// A record with what the request asked for beside it: paths that start with @ (<c>@asOf</c>), because the answer does
/// not repeat it.
/// </summary>
internal sealed class AskedRecord(SourceRecord record, IReadOnlyDictionary<string, string> asked) : SourceRecord
{
    public override Place Place => record.Place;

    public override string? Defect => record.Defect;

    public override bool TryGet(string path, out string? value) => path.StartsWith('@')
        ? asked.TryGetValue(path[1..], out value)
        : record.TryGet(path, out value);

    public override bool TryGetPlain(string path, out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        return !path.StartsWith('@') && record.TryGetPlain(path, out utf8);
    }

    public override IEnumerable<SourceRecord> Children(string path) => record.Children(path);

    public override void TellFields(FieldSample sample) => record.TellFields(sample);

    public override bool SameContent(SourceRecord other) =>
        other is AskedRecord asking && record.SameContent(asking.Inner);

    public override int ContentHash() => record.ContentHash();

    private SourceRecord Inner => record;
}
