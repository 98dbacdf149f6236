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
        Dictionary<string, string> asked)
    {
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
            var lines = XmlBody.Find(root, "orderLines.orderLine").ToList();
            return [new CallbackRecord(root, header, lines, file, 1, Asked(header, method, digest, ""))];
        }

        return XmlBody.Find(root, "items.item").Select((item, i) => new CallbackRecord(
            root, item, [item], file, i + 1, Asked(item, method, digest, $":{Text(i + 1)}")));
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

    // A WMS numbers its messages where it does as it should; else the content stands for the message.
    private static Dictionary<string, string> Asked(XElement header, string method, string digest, string place)
    {
        var message = header.Element("outBizCode")?.Value;
        var id = string.IsNullOrEmpty(message)
            ? $"{method}:{digest}{place}"
            : $"{method}:{header.Element("warehouseCode")?.Value}:{message}{place}";
        return new Dictionary<string, string> { ["method"] = method, ["reportId"] = id };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
