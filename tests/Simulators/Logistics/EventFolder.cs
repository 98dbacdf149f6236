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
    public static int Fill(string drop, SeededMonth business) => FillMoves(drop, business) + FillScans(drop, business);

    /// <summary>What happened to goods on their way.</summary>
    public static int FillMoves(string drop, SeededMonth business)
    {
        var (carrier, month) = (business.Carrier, business.Month);
        var (wrong, right) = carrier.Corrected!.Value;
        return Put(
            drop,
            ($"物流事件_{month}.jsonld", JsonLd.Write(Created(month), carrier.Moves.Select(EpcisEvent.Of))),
            ($"仓配事件_{month}.xml", XmlDocument.Write(
                Created(month), carrier.Repacking.Append(carrier.ToldByBoth!).Select(EpcisEvent.Of))),
            ($"调拨登记_{month}.csv", EventTables.Transfers((wrong, false), (wrong, true), (right, false))));
    }

    /// <summary>What was read on the market.</summary>
    public static int FillScans(string drop, SeededMonth business)
    {
        var (carrier, month) = (business.Carrier, business.Month);
        return Put(
            drop,
            ($"消费者扫码_{month}.json", JsonLd.Write(Created(month), carrier.OfConsumers.Select(EpcisEvent.Of))),
            ($"市场稽查_{month}.csv", EventTables.Scans(carrier.OfMarketTeam)));
    }

    private static int Put(string drop, params (string Name, byte[] Content)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(drop, Name)).FullName;
        foreach (var (name, content) in files)
        {
            Workbook.Put(Path.Combine(folder, name), content);
        }

        return files.Length;
    }

    private static DateTime Created(Month month) => month.Today.ToDateTime(new TimeOnly(8, 0));
}
