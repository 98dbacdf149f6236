using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Dealers;

namespace DealerIntegration.Simulators.Logistics;

/// <summary>
/// Fills the folder for trace events (追溯事件投递目录): what the logistics partner, its distribution centre, the market team
/// and the app for buyers send, each in its own way of writing.
/// </summary>
internal static class EventFolder
{
    public const string Name = "events";

    /// <summary>Returns how many files were written.</summary>
    public static int Fill(string drop, SeededMonth business)
    {
        var (carrier, month) = (business.Carrier, business.Month);
        var folder = Directory.CreateDirectory(Path.Combine(drop, Name)).FullName;
        var created = month.Today.ToDateTime(new TimeOnly(8, 0));
        var (wrong, right) = carrier.Corrected!.Value;
        (string Name, byte[] Content)[] files =
        [
            ($"物流事件_{month}.jsonld", JsonLd.Write(created, carrier.Moves.Select(EpcisEvent.Of))),
            ($"仓配事件_{month}.xml", XmlDocument.Write(
                created, carrier.Repacking.Append(carrier.ToldByBoth!).Select(EpcisEvent.Of))),
            ($"调拨登记_{month}.csv", EventTables.Transfers((wrong, false), (wrong, true), (right, false))),
            ($"消费者扫码_{month}.json", JsonLd.Write(created, carrier.OfConsumers.Select(EpcisEvent.Of))),
            ($"市场稽查_{month}.csv", EventTables.Scans(carrier.OfMarketTeam)),
        ];
        foreach (var (name, content) in files)
        {
            Workbook.Put(Path.Combine(folder, name), content);
        }

        return files.Length;
    }
}
