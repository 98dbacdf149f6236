namespace DealerIntegration.Connectors.Epcis;

/// <summary>What the hub knows and events are checked against (已知主数据).</summary>
public interface ITraceKnowledge
{
    bool IsDealer(string code);

    /// <summary>The product sold under a GTIN of 14 digits, or under its own code; null: none is known.</summary>
    string? ProductOf(string gtinOrCode);
}
