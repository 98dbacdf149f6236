using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>Between whom a step moves goods (起讫方).</summary>
internal sealed class StepBuilder(EpcisNode node, EventParties parties)
{
    public (TraceStep Step, string? From, string? To, string? Area) Build(TraceStep step)
    {
        switch (step)
        {
            case TraceStep.Ship:
                return Shipped(parties.Sender(), parties.Addressee());
            case TraceStep.Receive when IsVoided():
                // Goods that did not leave after all are where they were.
                return (TraceStep.Receive, null, parties.Sender(), null);
            case TraceStep.Receive:
                return (step, DealerOf(parties.Source), parties.Receiver(), null);
            case TraceStep.Return:
                return (step, parties.Sender(), DealerOf(parties.Destination), null);
            case TraceStep.Transfer:
                return Transferred(parties.Sender(), parties.Addressee());
            case TraceStep.Sell:
                var buyer = parties.Destination;
                return (step, DealerOf(parties.Source ?? parties.Place), null, parties.Area(buyer ?? parties.Place));
            default:
                return (step, null, null, parties.Area(parties.Place));
        }
    }

    private static (TraceStep, string?, string?, string?) Shipped(string? from, string? to) =>
        from == to
            ? throw EventRejection.Of(
                "moves-nowhere", "destinationList", to, "Sender and receiver are one.",
                "Correct source or destination at the sender.")
            : (to is null ? TraceStep.Return : TraceStep.Ship, from, to, null);

    private static (TraceStep, string?, string?, string?) Transferred(string? from, string? to) =>
        from is null || to is null || from == to
            ? throw EventRejection.Of(
                "no-transfer", "sourceList", from ?? to, "A transfer goes from one dealer to another.",
                "Have the sender name both dealers.")
            : (TraceStep.Transfer, from, to, null);

    private bool IsVoided() =>
        node.Text("bizStep") is { } step && Vocabulary.Word("bizStep", step) == "void_shipping";

    // Who sells or sends back may be told by others too: without a dealer the custody at the time decides.
    private static string? DealerOf(PlaceFound? found) => found is { IsPrincipal: false } ? found.Place.Dealer : null;
}
