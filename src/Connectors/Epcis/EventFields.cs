using System.Globalization;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>What one event says beyond the fields of the standard (扩展字段取值).</summary>
internal sealed class EventFields(EpcisNode node, EventRules rules)
{
    private static readonly string[] Documents = ["desadv", "rma", "inv", "po"];

    private static readonly Dictionary<string, ScanActor> Actors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["inspector"] = ScanActor.Inspector, ["outlet"] = ScanActor.Outlet, ["consumer"] = ScanActor.Consumer,
        ["稽查"] = ScanActor.Inspector, ["稽查员"] = ScanActor.Inspector, ["市场稽查"] = ScanActor.Inspector,
        ["终端"] = ScanActor.Outlet, ["门店"] = ScanActor.Outlet, ["消费者"] = ScanActor.Consumer,
    };

    /// <summary>The name under which a table's own columns stand in an event.</summary>
    public static string TableName(EventField field) => EpcisNames.Extension("", $"table:{field}");

    public string? Text(EventField field)
    {
        if (node.Text(TableName(field)) is { } own)
        {
            return own;
        }

        foreach (var name in rules.Extensions.GetValueOrDefault(field) ?? [])
        {
            var found = node.Children.FirstOrDefault(c => c.IsExtension
                && (name.StartsWith('{') ? c.Name == name : c.Name.EndsWith($"}}{name}", StringComparison.Ordinal)));
            if (found?.Value is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }

    public ScanActor? Actor() => Text(EventField.Actor) is not { } text ? null
        : Actors.TryGetValue(text, out var actor) ? actor
        : throw EventRejection.Of(
            "unknown-actor", "actor", text, $"'{text}' is nobody that scans on the market.",
            "Write inspector (稽查), outlet (终端) or consumer (消费者).");

    /// <summary>Number of the shipment, return or order that the event names.</summary>
    public string? Document()
    {
        if (Text(EventField.Document) is { } own)
        {
            return own;
        }

        var documents = node.Members("bizTransactionList", "bizTransaction")
            .Where(d => !string.IsNullOrEmpty(d.Value))
            .OrderBy(Rank)
            .ToList();
        return documents.Count == 0 ? null : Number(documents[0].Value!);
    }

    /// <summary>Where the scanner stood, in degrees: said, or a read point such as <c>geo:30.27,120.15</c>.</summary>
    public (decimal Latitude, decimal Longitude)? Coordinates()
    {
        var latitude = Text(EventField.Latitude);
        var longitude = Text(EventField.Longitude);
        if (latitude is null && longitude is null)
        {
            var point = node.Find("readPoint")?.Text("id");
            if (point?.StartsWith("geo:", StringComparison.Ordinal) != true)
            {
                return null;
            }

            var parts = point[4..].Split(';')[0].Split(',');
            latitude = parts[0];
            longitude = parts.Length > 1 ? parts[1] : null;
        }

        return Degrees(latitude, 90) is { } north && Degrees(longitude, 180) is { } east
            ? (north, east)
            : throw EventRejection.Of(
                "bad-coordinates", "readPoint", $"{latitude},{longitude}",
                "Latitude and longitude are no place on earth.",
                "Write degrees, for example 30.2741 and 120.1551, or leave both out.");
    }

    private static decimal? Degrees(string? text, int most) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var degrees) && degrees >= -most && degrees <= most
            ? degrees
            : null;

    private static int Rank(EpcisNode document)
    {
        var type = document.Text("type") is { } text ? Vocabulary.Word("bizTransaction", text) : "";
        var rank = Array.IndexOf(Documents, type);
        return rank < 0 ? Documents.Length : rank;
    }

    // Behind the last bar of an address, or behind the GLN of a document's URN, stands the number people know.
    private static string Number(string id)
    {
        var end = id.StartsWith("urn:epcglobal:cbv:bt:", StringComparison.Ordinal) ? id.LastIndexOf(':')
            : id.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? id.TrimEnd('/').LastIndexOf('/')
            : -1;
        return Uri.UnescapeDataString(id.TrimEnd('/')[(end + 1)..]);
    }
}
