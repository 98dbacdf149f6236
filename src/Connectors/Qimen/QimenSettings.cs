namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// What only a Qimen WMS (奇门) needs to be told. With it a delivery order is sent whole: from whom, to whom, and by
/// which carrier; one that lacks any of it is refused before anything is sent. Absent: the WMS knows the receivers by
/// their codes and takes orders without addresses.
/// </summary>
/// <param name="Sender">From whom the goods go (发件人).</param>
/// <param name="Shop">Name of the shop on the delivery note (店铺名称).</param>
/// <param name="Carrier">Code of the carrier (物流公司编码); OTHER leaves the choice to the warehouse.</param>
public sealed record QimenSettings(QimenParty Sender, string Shop, string Carrier = "OTHER");

/// <summary>A sender or receiver (收发件人).</summary>
/// <param name="Mobile">Telephone number.</param>
public sealed record QimenParty(string Name, string Mobile, string Province, string City, string Address);
