using System.Globalization;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// A call of the WMS, or one change of stock in it. Beside the paths of its XML there are names that fit every kind of
/// call: <c>@method</c>, <c>@reportId</c> (the same for a call that comes again), <c>@header.…</c> for what stands in
/// deliveryOrder, entryOrder, returnOrder or the change itself, the list <c>@lines</c> and in it <c>@position</c>.
/// </summary>
internal sealed class CallbackRecord : SourceRecord
{
    private const string HeaderStart = "@header.";

    private readonly XElement _header;
    private readonly XmlRecord _record;
    private readonly XmlRecord _headerRecord;
    private readonly IReadOnlyList<XmlRecord> _lines;

    private CallbackRecord(
        XElement root, XElement header, IReadOnlyList<XElement> lines, string file, int row,
        string id, string method)
    {
        var asked = new Dictionary<string, string> { ["method"] = method, ["reportId"] = id };
        _header = header;
        _record = new XmlRecord(root, file, row, asked);
        _headerRecord = new XmlRecord(header, file, row, asked);
        _lines = [.. lines.Select((line, i) => new XmlRecord(
            line, file, row, new Dictionary<string, string> { ["position"] = Text(i + 1) }, $"@lines.{i}"))];
    }

    public override Place Place => _record.Place;

    public static IEnumerable<SourceRecord> All(XElement root, string method, string file, string digest)
    {
        var header = root.Element("deliveryOrder") ?? root.Element("entryOrder") ?? root.Element("returnOrder");
        if (header is not null)
        {
            return [new CallbackRecord(
                root, header, Lines(root, header), file, 1, CallbackId.OfOrder(root, header, method, digest), method)];
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return XmlBody.Find(root, "items.item").Select((item, i) => new CallbackRecord(
            root, item, [item], file, i + 1, CallbackId.OfChange(item, method, digest, seen), method));
    }

    public override bool TryGet(string path, out string? value) =>
        path.StartsWith(HeaderStart, StringComparison.Ordinal)
        ? _headerRecord.TryGet(path[HeaderStart.Length..], out value)
        : _record.TryGet(path, out value);

    public override IEnumerable<SourceRecord> Children(string path) =>
        path == "@lines" ? _lines : _record.Children(path);

    public override void TellFields(FieldSample sample) => _record.TellFields(sample);

    public override bool SameContent(SourceRecord other) =>
        other is CallbackRecord call && XNode.DeepEquals(_header, call._header);

    public override int ContentHash() => _header.Value.GetHashCode(StringComparison.Ordinal);

    // Some senders nest the lists in the header, and some list the goods in the packages alone.
    private static List<XElement> Lines(XElement root, XElement header) =>
        new[] { "orderLines.orderLine", "packages.package.items.item" }
            .SelectMany(path => new[] { root, header }.Select(at => XmlBody.Find(at, path).ToList()))
            .FirstOrDefault(lines => lines.Count > 0) ?? [];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
