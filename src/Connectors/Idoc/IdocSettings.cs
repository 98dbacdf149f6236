namespace DealerIntegration.Connectors.Idoc;

/// <summary>What only an IDoc connector (IDoc 连接器) needs to be told.</summary>
/// <param name="Layouts">Folder of segments.csv and types.csv, from the folder of the connector file.</param>
public sealed record IdocSettings(string Layouts = "../idoc")
{
    /// <summary>Absent: the partner is only read.</summary>
    public IdocOutbox? Outbox { get; init; }
}

/// <summary>Where orders for SAP are laid down, and the addresses their control record states (发出目录).</summary>
/// <param name="Folder">Folder below the connector's address that SAP's file port reads.</param>
/// <param name="Flat">Records of fixed width; otherwise XML.</param>
/// <param name="Status">
/// Folder below the connector's address into which SAP writes its status messages (状态目录); absent: done means that
/// the file was handed over.
/// </param>
/// <param name="Client">MANDT of the receiving system, three digits.</param>
/// <param name="Sender">The hub, as SAP's partner profile knows it.</param>
/// <param name="Receiver">The receiving SAP system.</param>
/// <param name="Sales">Where the order is sold.</param>
public sealed record IdocOutbox(
    string Folder, string Client, IdocParty Sender, IdocParty Receiver, IdocSales Sales, bool Flat = false,
    string? Status = null);

/// <summary>An end of the line in a control record (通信伙伴).</summary>
/// <param name="Port">SNDPOR or RCVPOR.</param>
/// <param name="Type">Partner type: LS for a logical system, KU for a customer.</param>
/// <param name="Number">SNDPRN or RCVPRN.</param>
public sealed record IdocParty(string Port, string Type, string Number);

/// <summary>Sales area (销售范围) and order type, as segment E1EDK14 states them.</summary>
public sealed record IdocSales(string Organization, string Channel, string Division, string OrderType);
