using System.Globalization;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Retail;

/// <summary>
/// Writes ledgers as flat CSV files: the balances repeat on each line, and a ledger without lines is one row of them.
/// </summary>
internal static class LedgerFiles
{
    // A file holds some hundred customers, so that several workers can take files at the same time.
    private const int CustomersPerFile = 500;

    private static readonly string[] Header =
    [
        "Customer", "Period", "Currency", "OpeningBalance", "ClosingBalance", "Date", "Kind", "Reference", "Amount",
    ];

    /// <summary>The number of files written.</summary>
    /// <exception cref="IOException">The folder holds CSV files already; an import would take them too.</exception>
    public static int Write(string folder, RetailMonth made, Month month, int seed)
    {
        Directory.CreateDirectory(folder);
        if (Directory.EnumerateFiles(folder, "*.csv").Any())
        {
            throw new IOException($"{folder} holds CSV files already; name an empty folder.");
        }

        var dice = new Dice(seed, "retail references");
        var files = 0;
        foreach (var group in made.Ledgers.Chunk(CustomersPerFile))
        {
            var rows = group.SelectMany(ledger => Rows(ledger, month, dice)).Prepend(Header);
            File.WriteAllLines(
                Path.Combine(folder, $"ledgers-{month}-{++files:00}.csv"), rows.Select(row => CsvLine.Join(row)));
        }

        return files;
    }

    private static IEnumerable<string[]> Rows(RetailLedger ledger, Month month, Dice dice)
    {
        string[] head = [ledger.Customer, month.ToString(), "GBP", Text(ledger.Opening), Text(ledger.Closing)];
        return ledger.Entries.Count == 0
            ? [[.. head, "", "", "", ""]]
            : ledger.Entries.OrderBy(entry => entry.Date).Select(entry => (string[])
            [
                .. head, $"{entry.Date:yyyy-MM-dd}", entry.Kind,
                entry.Kind == "PAY" ? entry.Reference : ReferenceStyle.AsDealersWrite(entry.Reference, dice),
                Text(entry.Amount),
            ]);
    }

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
