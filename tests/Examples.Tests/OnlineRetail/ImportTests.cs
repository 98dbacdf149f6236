using DealerIntegration.Simulators.Retail;

namespace DealerIntegration.Examples.Tests.OnlineRetail;

[Collection<RetailCollection>]
public sealed class ImportTests(RetailWalk walk)
{
    [Fact]
    public void The_certificate_proves_that_nothing_is_missing()
    {
        var import = walk.Require().FirstImport;
        Assert.Equal("succeeded", import.Status);
        Assert.Equal(541_909, import.Count("tally", "lines"));
        Assert.Equal(541_909, import.Count("tally", "acceptedLines") + import.Count("tally", "rejectedLines"));
        Assert.Equal(25_900, import.Count("tally", "documents"));
        Assert.Equal(9_288, import.Count("tally", "controls", "cancellationLines"));
        Assert.Equal(135_080, import.Count("tally", "controls", "linesWithoutCustomer"));
        Assert.Equal(5_268, import.Count("tally", "repeats"));
        Assert.Equal(9_747_747.934m, import.Count("tally", "controls", "total"));
        Assert.True(import.Figures.GetProperty("rowsPerSecond").GetInt64() > 0);
    }

    [Fact]
    public async Task What_was_accepted_stands_in_the_database_to_the_last_decimal()
    {
        var invoices = walk.Require().Invoices!;
        var stored = Assert.Single(await walk.QueryAsync(
            """
            SELECT count(*), sum(gross_amount), count(DISTINCT dealer_code),
                   (SELECT count(*) FROM canonical.invoice_line), (SELECT sum(gross_amount) FROM canonical.invoice_line)
              FROM canonical.invoice
            """,
            row => (Invoices: row.GetInt64(0), Sum: row.GetDecimal(1), Dealers: row.GetInt64(2), Lines: row.GetInt64(3),
                LineSum: row.GetDecimal(4))));

        var book = RetailBook.Read(invoices);
        var all = book.Customers
            .SelectMany(customer => book.Between(customer, DateOnly.MinValue, DateOnly.MaxValue)).ToList();
        Assert.Equal(all.Count, stored.Invoices);
        Assert.Equal(all.Sum(invoice => invoice.Amount), stored.Sum);
        Assert.Equal(stored.Sum, stored.LineSum);
        Assert.Equal(book.Customers.Count(), stored.Dealers);
        Assert.Equal(541_909 - 135_080, stored.Lines);
    }

    [Fact]
    public async Task The_same_folder_again_adds_nothing()
    {
        var second = walk.Require().SecondImport;
        Assert.Equal(0, second.Count("added"));
        Assert.Equal(0, second.Count("replaced"));
        Assert.Equal(walk.FirstImport.Count("added"), second.Count("unchanged"));
        Assert.Equal(541_909, second.Count("tally", "lines"));
        Assert.Equal(
            walk.FirstImport.Count("added"),
            Assert.Single(await walk.QueryAsync("SELECT count(*) FROM canonical.invoice", row => row.GetInt64(0))));
    }

    [Fact]
    public async Task Every_rejected_row_names_its_place_its_value_and_the_remedy()
    {
        var rows = await walk.Require().QueryAsync(
            $"""
            SELECT file, row_no, col, value, code, remedy FROM ops.rejected_row WHERE run_id = {walk.FirstImport.Id}
            """,
            row => (File: row.GetString(0), Row: row.GetInt64(1), Column: row.GetString(2),
                Value: row.IsDBNull(3) ? null : row.GetString(3), Code: row.GetString(4), Remedy: row.GetString(5)));

        Assert.Equal(135_080, rows.Count);
        Assert.All(rows, row => Assert.Equal(("CustomerID", null, "missing"), (row.Column, row.Value, row.Code)));
        Assert.DoesNotContain(rows, row => row.Remedy.Length == 0);

        // The place is where it says: the line of the file has no customer, and each line is named once.
        var places = rows.GroupBy(row => row.File)
            .ToDictionary(file => file.Key, file => file.Select(row => row.Row).ToHashSet());
        Assert.Equal(rows.Count, places.Values.Sum(lines => lines.Count));
        foreach (var (file, lines) in places)
        {
            var text = await File.ReadAllLinesAsync(Path.Combine(walk.Invoices!, file));
            Assert.All(lines, line => Assert.Equal("", CsvLine.Split(text[line - 1])[6]));
        }
    }

    [Fact]
    public void The_rejected_command_lists_rows_with_place_and_remedy()
    {
        var said = walk.Require().RejectedRows.Succeeded().Output;
        Assert.StartsWith(
            $"Run {walk.FirstImport.Id} (import online-retail/invoices): 135080 rejected rows, the first 3:", said,
            StringComparison.Ordinal);
        Assert.Contains(".csv row ", said, StringComparison.Ordinal);
        Assert.Contains("column 'CustomerID', value (empty)", said, StringComparison.Ordinal);
        Assert.Equal(1 + (3 * 3), said.TrimEnd().Split('\n').Length);
    }
}
