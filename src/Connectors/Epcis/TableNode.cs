using DealerIntegration.Domain.Diversion.Codes;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// The event that rows of a table tell of, in the standard's shape, so that it has an id like any other.
/// </summary>
internal sealed class TableNode(TableRow row, IReadOnlyList<TableRow> rows, TimeSpan zone, CodeReader codes)
{
    private static readonly Dictionary<EventColumn, EventField> Added = new()
    {
        [EventColumn.Area] = EventField.Area,
        [EventColumn.Actor] = EventField.Actor,
        [EventColumn.Device] = EventField.Device,
        [EventColumn.Latitude] = EventField.Latitude,
        [EventColumn.Longitude] = EventField.Longitude,
        [EventColumn.Product] = EventField.Product,
        [EventColumn.Document] = EventField.Document,
        [EventColumn.Place] = EventField.Place,
    };

    private static readonly Dictionary<TraceStep, (string Action, string BizStep)> Steps = new()
    {
        [TraceStep.Commission] = ("ADD", "commissioning"),
        [TraceStep.Pack] = ("ADD", "packing"),
        [TraceStep.Unpack] = ("DELETE", "unpacking"),
        [TraceStep.Ship] = ("OBSERVE", "shipping"),
        [TraceStep.Receive] = ("OBSERVE", "receiving"),
        [TraceStep.Return] = ("OBSERVE", "shipping"),
        [TraceStep.Transfer] = ("OBSERVE", "shipping"),
        [TraceStep.Sell] = ("OBSERVE", "retail_selling"),
        [TraceStep.Destroy] = ("DELETE", "destroying"),
    };

    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase)
    {
        "yes", "y", "true", "1", "error", "是", "错误", "作废", "更正",
    };

    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "n", "false", "0", "否", "正常",
    };

    public EpcisNode Of(EventUse use)
    {
        var isPacking = use.Step is TraceStep.Pack or TraceStep.Unpack;
        var (action, step) = use.Step is { } known ? Steps[known] : ("OBSERVE", "inspecting");
        var fields = new List<EpcisNode> { EpcisNode.Leaf("action", action), EpcisNode.Leaf("bizStep", step) };
        AddTime(fields);
        AddCodes(fields, isPacking ? "childEPCs" : "epcList", use);
        AddParties(fields, use);
        Add(fields, "parentID", isPacking ? row.Text(EventColumn.Parent) : null);
        Add(fields, "eventID", row.Text(EventColumn.EventId));
        AddDeclaration(fields);

        // What the standard's own words do not tell apart.
        if (use.Step is TraceStep.Return or TraceStep.Transfer || use.Actor is not null)
        {
            Add(fields, EpcisNames.Extension("", "table:Use"), use.Step?.ToString() ?? use.Actor.ToString());
        }

        if (use.IsScan && row.Text(EventColumn.Place) is { } place)
        {
            fields.Add(EpcisNode.Of("readPoint", EpcisNode.Leaf("id", place)));
        }

        foreach (var (column, field) in Added)
        {
            Add(fields, EventFields.TableName(field), row.Text(column));
        }

        return EpcisNode.Of(isPacking ? "AggregationEvent" : "ObjectEvent", fields);
    }

    private void AddTime(List<EpcisNode> fields)
    {
        var text = row.Text(EventColumn.Time) ?? throw new EventLimitException("The row has no time.");
        var offset = row.Text(EventColumn.Offset) ?? EventTime.OffsetText(zone);
        var minutes = EventTime.OffsetMinutes(offset)
            ?? throw new EventLimitException($"'{offset}' is no time zone offset; write it as +08:00.");
        if (EventTime.Instant(text) is null)
        {
            var wall = EventTime.WallClock(text)
                ?? throw new EventLimitException($"'{text}' is no time; write it as 2026-10-31 17:05:00.");
            text = new DateTimeOffset(wall, TimeSpan.FromMinutes(minutes)).ToString(
                "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", System.Globalization.CultureInfo.InvariantCulture);
        }

        fields.Add(EpcisNode.Leaf("eventTime", text));
        fields.Add(EpcisNode.Leaf("eventTimeZoneOffset", offset));
    }

    // A whole unit is unpacked by a row without a code; elsewhere a row without one is refused for it.
    private void AddCodes(List<EpcisNode> fields, string list, EventUse use) => fields.Add(EpcisNode.Of(
        list,
        [.. rows.Select(r => r.Text(EventColumn.Code) ?? "")
            .Where(code => code.Length > 0 || use.Step != TraceStep.Unpack)
            .Select(code => EpcisNode.Leaf("epc", codes.Read(code).Identity?.DigitalLink ?? code))]));

    private void AddParties(List<EpcisNode> fields, EventUse use)
    {
        AddParty(fields, "sourceList", "source", row.Text(EventColumn.From));
        AddParty(fields, "destinationList", "destination", row.Text(EventColumn.To));
        if (use.Step == TraceStep.Receive && row.Text(EventColumn.To) is { } arrived)
        {
            fields.Add(EpcisNode.Of("bizLocation", EpcisNode.Leaf("id", arrived)));
        }
    }

    private static void AddParty(List<EpcisNode> fields, string list, string member, string? id)
    {
        if (id is not null)
        {
            fields.Add(EpcisNode.Of(
                list, new EpcisNode(member, id, [EpcisNode.Leaf("type", "owning_party")])));
        }
    }

    private void AddDeclaration(List<EpcisNode> fields)
    {
        if (row.Text(EventColumn.Declaration) is not { } word || No.Contains(word))
        {
            return;
        }

        if (!Yes.Contains(word))
        {
            throw new EventLimitException(
                $"'{word}' does not say whether the row declares an earlier one wrong; write yes (是) or no (否).");
        }

        var corrections = row.Text(EventColumn.CorrectedBy)?.Split(
            [' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        fields.Add(EpcisNode.Of(
            "errorDeclaration",
            EpcisNode.Of(
                "correctiveEventIDs", [.. corrections.Select(c => EpcisNode.Leaf("correctiveEventID", c))])));
    }

    private static void Add(List<EpcisNode> fields, string name, string? value)
    {
        if (value is not null)
        {
            fields.Add(EpcisNode.Leaf(name, value));
        }
    }
}
