using System.Globalization;
using CsvHelper;
using Dapper;
using Npgsql;

namespace DealerIntegration.Bench.Import;

/// <summary>What a user would write: CsvHelper reads, Dapper inserts row by row, one transaction around all.</summary>
internal static class RowByRow
{
    private const string Invoice =
        """
        INSERT INTO bench.user_invoice (number, dealer, kind, invoice_date, currency, order_number)
        VALUES (@number, @dealer, @kind, @date, 'CNY', @order)
        ON CONFLICT (number) DO UPDATE SET dealer = excluded.dealer, kind = excluded.kind,
            invoice_date = excluded.invoice_date, order_number = excluded.order_number
        """;

    private const string Line =
        """
        INSERT INTO bench.user_line (number, position, product, text, quantity, unit, price, net, tax, gross)
        VALUES (@Number, @Position, @Product, @Text, @Quantity, @Unit, @Price, @Net, @Tax, @Gross)
        ON CONFLICT (number, position) DO UPDATE SET product = excluded.product, text = excluded.text,
            quantity = excluded.quantity, unit = excluded.unit, price = excluded.price, net = excluded.net,
            tax = excluded.tax, gross = excluded.gross
        """;

    public static async Task ImportAsync(NpgsqlTransaction transaction, IEnumerable<string> files)
    {
        var connection = transaction.Connection!;
        foreach (var file in files)
        {
            using var csv = CsvReader.Create(await File.ReadAllBytesAsync(file), new CsvReaderOptions());
            csv.ReadHeader();
            var known = "";
            while (csv.Read())
            {
                var number = csv.GetString(0);
                if (number != known)
                {
                    known = number;
                    await connection.ExecuteAsync(
                        Invoice,
                        new
                        {
                            number,
                            dealer = csv.GetString(1),
                            kind = csv.GetString(2),
                            date = DateTime.Parse(csv.GetString(3), CultureInfo.InvariantCulture),
                            order = csv.GetString(4),
                        },
                        transaction);
                }

                await connection.ExecuteAsync(Line, LineOf(csv, number), transaction);
            }
        }
    }

    private static UserLine LineOf(CsvReader csv, string number) => new(
        number, csv.GetString(5), csv.GetString(6), csv.GetString(7), Number(csv, 8), csv.GetString(9), Number(csv, 10),
        Number(csv, 11), Number(csv, 12), Number(csv, 13));

    private static decimal Number(CsvReader csv, int column) =>
        decimal.Parse(csv.GetString(column), CultureInfo.InvariantCulture);

    private sealed record UserLine(
        string Number, string Position, string Product, string Text, decimal Quantity, string Unit, decimal Price,
        decimal Net, decimal Tax, decimal Gross);
}
