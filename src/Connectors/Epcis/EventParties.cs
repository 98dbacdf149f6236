using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>From whom to whom, and where (起讫方与地点), as one event tells it.</summary>
internal sealed class EventParties(EpcisNode node, PlaceBook book, EventFields fields)
{
    // Who owns says more than who holds, and that more than where it lies.
    private static readonly string[] Types = ["owning_party", "possessing_party", "location"];

    /// <summary>Where it happened: the read point, else where the goods are afterwards.</summary>
    public string? PlaceId => IdOf("readPoint") ?? IdOf("bizLocation");

    public PlaceFound? Place => PlaceId is { } id ? book.Find(id) : null;

    /// <summary>Who receives; null where the event says nothing of it.</summary>
    public PlaceFound? Destination => Party("destinationList", "destination", EventField.ToDealer);

    /// <summary>Who sends; null where the event says nothing of it.</summary>
    public PlaceFound? Source => Party("sourceList", "source", EventField.FromDealer);

    /// <summary>The dealer that sends, or null for the principal: by the source, else by where it was read.</summary>
    public string? Sender() => DealerOf(Source ?? At("readPoint") ?? At("bizLocation"), "the place it left from");

    /// <summary>The dealer that goods arrive at, or null for the principal.</summary>
    public string? Receiver() => DealerOf(
        At("bizLocation") ?? At("readPoint") ?? Destination ?? throw NoParty("bizLocation", "where the goods arrived"),
        "the place they arrived at");

    /// <summary>The dealer that goods are sent to, or null for the principal.</summary>
    public string? Addressee() =>
        DealerOf(Destination ?? throw NoParty("destinationList", "to whom the goods go"), "the one they go to");

    /// <summary>The area that is said, else the place's.</summary>
    public string? Area(PlaceFound? place)
    {
        var area = fields.Text(EventField.Area) ?? place?.Place.Area;
        return area is null || AreaCode.IsValid(area) ? area : throw EventRejection.Of(
            "bad-area", "area", area, $"'{area}' is no administrative area code.",
            "Write six digits of GB/T 2260, such as 330106.");
    }

    private PlaceFound? At(string field) => IdOf(field) is { } id
        ? book.Find(id) ?? throw UnknownPlace(field, id)
        : null;

    public static EventRejection UnknownPlace(string path, string id) => EventRejection.Of(
        "unknown-place", path, id, $"Nobody has said whose or where '{id}' is.",
        $"Add it to \"places\" or \"principal\" in {EventRules.FileName}, then let the file be read again.");

    private PlaceFound? Party(string list, string member, EventField field)
    {
        if (fields.Text(field) is { } code)
        {
            return book.Find(code) ?? throw UnknownParty(field.ToString(), code);
        }

        var parties = node.Members(list, member).Where(p => !string.IsNullOrEmpty(p.Value))
            .OrderBy(p => Rank(member, p))
            .ToList();
        return parties.Count == 0
            ? null
            : parties.Select(p => book.Find(p.Value!)).FirstOrDefault(found => found is not null)
                ?? throw UnknownParty(list, parties[0].Value!);
    }

    private static int Rank(string member, EpcisNode party)
    {
        var type = party.Text("type") is { } text ? Vocabulary.Word(member, text) : "";
        var rank = Array.IndexOf(Types, type);
        return rank < 0 ? Types.Length : rank;
    }

    private static string? DealerOf(PlaceFound? found, string what) => found switch
    {
        null or { IsPrincipal: true } => null,
        { Place.Dealer: { } dealer } => dealer,
        _ => throw EventRejection.Of(
            "no-dealers-place", null, found.Place.Id, $"'{found.Place.Id}', {what}, belongs to no dealer.",
            $"Give the place its dealer in {EventRules.FileName}, or have the sender name the party."),
    };

    private string? IdOf(string field) => node.Find(field)?.Text("id");

    private static EventRejection UnknownParty(string path, string id) => EventRejection.Of(
        "unknown-dealer", path, id, $"'{id}' is no dealer and no party that is known.",
        $"Add it to \"places\" in {EventRules.FileName} with its dealer, or correct the event at the sender.");

    private static EventRejection NoParty(string path, string what) => EventRejection.Of(
        "no-party", path, null, $"The event does not say {what}.",
        "Have the sender give source and destination, or the place's identifier.");
}
