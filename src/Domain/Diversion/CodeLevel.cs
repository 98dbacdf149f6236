namespace DealerIntegration.Domain.Diversion;

/// <summary>What a trace code stands on: a single item (单品), a carton (箱) or a pallet (垛).</summary>
public enum CodeLevel
{
    Item,
    Carton,
    Pallet,
}
