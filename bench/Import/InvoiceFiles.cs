using System.Globalization;
using System.Text;

namespace DealerIntegration.Bench.Import;

/// <summary>Writes CSV files of invoice lines, twenty to an invoice, the same for the same seed.</summary>
internal static class InvoiceFiles
{
    public const int LinesPerInvoice = 20;

    private const string Header =
        "Number,Dealer,Kind,Date,Order,Position,Product,Text,Quantity,Unit,Price,Net,Tax,Gross";

    public static IReadOnlyList<string> Write(string folder, int files, int linesPerFile)
    {
        var random = new Random(20261001);
        var paths = new List<string>();
        for (var f = 0; f < files; f++)
        {
            var path = Path.Combine(folder, $"invoices-{f:0000}.csv");
            using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
            writer.Write(Header + "\n");
            for (var i = 0; i < linesPerFile / LinesPerInvoice; i++)
            {
                WriteInvoice(writer, 90_000_000 + (f * linesPerFile / LinesPerInvoice) + i, random);
            }

            paths.Add(path);
        }

        return paths;
    }

    private static void WriteInvoice(StreamWriter writer, int number, Random random)
    {
        var culture = CultureInfo.InvariantCulture;
        var day = new DateOnly(2026, 10, 1).AddDays(random.Next(31));
        var dealer = random.Next(1, 501);
        for (var n = 1; n <= LinesPerInvoice; n++)
        {
            var product = random.Next(1, 1_000);
            var quantity = random.Next(1, 200);
            var cents = random.Next(100, 20_000);
            var net = quantity * cents;
            var tax = net * 13L / 100;
            writer.Write(string.Create(
                culture,
                $"{number},D{dealer:0000},invoice,{day:yyyy-MM-dd},1{number},{n * 10},P{product:0000},"));
            writer.Write(string.Create(culture, $"\"饮料 {product}, 箱\",{quantity},CS,{cents / 100m:0.00},"));
            writer.Write(string.Create(
                culture, $"{net / 100m:0.00},{tax / 100m:0.00},{(net + tax) / 100m:0.00}\n"));
        }
    }
}
