using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// What an event is by its kind, action, business step and disposition (业务步骤判定). Null: nobody has said what its step
/// means.
/// </summary>
internal sealed class StepReader(EventRules rules)
{
    private static readonly Dictionary<string, TraceStep> Moves = new(StringComparer.Ordinal)
    {
        ["commissioning"] = TraceStep.Commission,
        ["encoding"] = TraceStep.Commission,
        ["shipping"] = TraceStep.Ship,
        ["departing"] = TraceStep.Ship,
        ["consigning"] = TraceStep.Ship,
        ["receiving"] = TraceStep.Receive,
        ["arriving"] = TraceStep.Receive,
        ["accepting"] = TraceStep.Receive,
        ["void_shipping"] = TraceStep.Receive,
        ["retail_selling"] = TraceStep.Sell,
        ["dispensing"] = TraceStep.Sell,
        ["destroying"] = TraceStep.Destroy,
        ["decommissioning"] = TraceStep.Destroy,
        ["killing"] = TraceStep.Destroy,
    };

    // Standard steps at which goods are looked at or handled, and stay where they are.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "assembling", "collecting", "creating_class_instance", "cycle_counting", "disassembling", "entering_exiting",
        "holding", "inspecting", "installing", "loading", "other", "packing", "picking", "removing", "repackaging",
        "repairing", "replacing", "reserving", "sampling", "sensor_reporting", "staging_outbound", "stock_taking",
        "stocking", "storing", "transporting", "unloading", "unpacking",
    };

    private static readonly HashSet<string> Dead = new(StringComparer.Ordinal) { "destroyed", "disposed", "recalled" };

    /// <summary>What a word of the standard means where nothing else is told, as in a table.</summary>
    public static EventUse? OfWord(string word) => word switch
    {
        "packing" => EventUse.Of(TraceStep.Pack),
        "unpacking" => EventUse.Of(TraceStep.Unpack),
        "inspecting" => EventUse.Scanned(null),
        _ => Moves.TryGetValue(word, out var step) && word != "void_shipping" ? EventUse.Of(step) : null,
    };

    public EventUse? Of(EpcisNode node)
    {
        if (node.Name is "TransformationEvent" or "AssociationEvent" or "TransactionEvent")
        {
            return EventUse.None($"a {node.Name} moves no goods from one to another");
        }

        var action = node.Text("action");
        var step = node.Text("bizStep");
        var own = step is null ? null : Configured(step);
        if (own is not null)
        {
            return own;
        }

        if (node.Name == "AggregationEvent" && action is "ADD" or "DELETE")
        {
            return EventUse.Of(action == "ADD" ? TraceStep.Pack : TraceStep.Unpack);
        }

        var word = step is null ? null : Vocabulary.Word("bizStep", step);
        if (word is not null && Moves.TryGetValue(word, out var move))
        {
            return EventUse.Of(move == TraceStep.Ship && Disposition(node) == "returned" ? TraceStep.Return : move);
        }

        return word is not null && !Others.Contains(word) ? null : Standing(node, action, word);
    }

    private EventUse? Configured(string step) =>
        (rules.Steps.GetValueOrDefault(step)
            ?? rules.Steps.GetValueOrDefault(Vocabulary.Full("bizStep", step))
            ?? rules.Steps.GetValueOrDefault(Vocabulary.Word("bizStep", step))) is { } use
            ? EventUse.OfWord(use)
            : null;

    private static EventUse Standing(EpcisNode node, string? action, string? word)
    {
        if (Disposition(node) is { } disposition && Dead.Contains(disposition))
        {
            return EventUse.Of(TraceStep.Destroy);
        }

        return (action, word) switch
        {
            ("ADD", null) => EventUse.Of(TraceStep.Commission),
            ("DELETE", _) => EventUse.Of(TraceStep.Destroy),
            _ => EventUse.Scanned(null),
        };
    }

    private static string? Disposition(EpcisNode node) =>
        node.Text("disposition") is { } disposition ? Vocabulary.Word("disposition", disposition) : null;
}
