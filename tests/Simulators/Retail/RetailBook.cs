using System.Globalization;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Retail;

/// <summary>
/// The wholesaler's book by customer (往来账), read straight from its invoice lines. Lines without a customer are nobody's
/// and are left out.
/// </summary>
internal sealed class RetailBook
{
    private static readonly string[] Wanted =
        ["InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"];

    private readonly Dictionary<string, List<RetailInvoice>> _invoices;

    private RetailBook(Dictionary<string, List<RetailInvoice>> invoices) => _invoices = invoices;

    public IEnumerable<string> Customers => _invoices.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">A file is not what the data set's description says.</exception>
    public static RetailBook Read(string folder)
    {
        var files = Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            throw new InvalidDataException($"{folder} holds no *.csv file.");
        }

        var invoices = new Dictionary<string, RetailInvoice>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            ReadFile(file, invoices);
        }

        return new RetailBook(invoices.Values
            .GroupBy(invoice => invoice.Customer)
            .ToDictionary(
                group => group.Key,
                group => group.OrderBy(i => i.Date).ThenBy(i => i.Number, StringComparer.Ordinal).ToList(),
                StringComparer.Ordinal));
    }

    /// <summary>What the customer owed when the month began: every invoice and cancellation before it.</summary>
    public decimal Opening(string customer, Month month) =>
        _invoices[customer].Where(invoice => invoice.Date < month.Start).Sum(invoice => invoice.Amount);

    public IReadOnlyList<RetailInvoice> Between(string customer, DateOnly from, DateOnly to) =>
        _invoices[customer].FindAll(invoice => invoice.Date >= from && invoice.Date <= to);

    private static void ReadFile(string file, Dictionary<string, RetailInvoice> invoices)
    {
        using var reader = new StreamReader(file);
        var header = CsvLine.Split(reader.ReadLine() ?? "");
        var at = Wanted.Select(name => header.IndexOf(name)).ToArray();
        if (Array.IndexOf(at, -1) is >= 0 and var missing)
        {
            throw new InvalidDataException($"{file} has no column {Wanted[missing]}.");
        }

        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            var fields = CsvLine.Split(line);
            if (fields.Count != header.Count)
            {
                throw new InvalidDataException($"{file}, line {number}: {fields.Count} fields, not {header.Count}.");
            }

            if (fields[at[4]].Length > 0)
            {
                AddLine(invoices, at, fields, $"{file}, line {number}");
            }
        }
    }

    private static void AddLine(
        Dictionary<string, RetailInvoice> invoices, int[] at, List<string> fields, string where)
    {
        var number = fields[at[0]];
        var customer = fields[at[4]].EndsWith(".0", StringComparison.Ordinal) ? fields[at[4]][..^2] : fields[at[4]];
        var date = DateOnly.ParseExact(fields[at[2]][..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var amount = decimal.Parse(fields[at[1]], CultureInfo.InvariantCulture)
            * decimal.Parse(fields[at[3]], CultureInfo.InvariantCulture);
        if (!invoices.TryGetValue(number, out var known))
        {
            invoices.Add(number, new RetailInvoice(number, customer, date, amount));
        }
        else if (known.Customer != customer || known.Date != date)
        {
            throw new InvalidDataException(
                $"{where}: invoice {number} is of {customer} on {date:yyyy-MM-dd}, above of {known.Customer} on "
                + $"{known.Date:yyyy-MM-dd}.");
        }
        else
        {
            invoices[number] = known with { Amount = known.Amount + amount };
        }
    }
}
