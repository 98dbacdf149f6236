using System.Globalization;
using System.Text;

namespace DealerIntegration.Bench.Spreadsheets;

/// <summary>Writes a stock list as CSV.</summary>
internal static class StockText
{
    public static void Write(string path, int rows)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(true), 1 << 16);
        writer.Write(string.Join(',', StockLines.Headings) + "\r\n");
        foreach (var l in StockLines.Of(rows))
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{l.Number},{l.Product},{l.Name},{l.Size},{l.Warehouse},{l.Day:yyyy-MM-dd},{l.OnHand},"));
            writer.Write(string.Create(
                CultureInfo.InvariantCulture, $"{l.InTransit},{l.Reserved},{l.Unit},{l.Price},{l.Batch}\r\n"));
        }
    }
}
