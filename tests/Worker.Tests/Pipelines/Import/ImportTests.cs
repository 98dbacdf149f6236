using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>Pulling a folder of files, whole, once, with a proof.</summary>
public sealed class ImportTests(PostgresFixture postgres)
{
    private const string Connector =
        """
        {
          "name": "shop",
          "kind": "files",
          "datasets": [
            {
              "dataset": "invoices",
              "source": { "pattern": "*.csv" },
              "registerDealers": true,
              "fields": {
                "number": "No", "dealer_code": "Customer", "kind": { "constant": "invoice" }, "invoice_date": "Date",
                "currency": { "constant": "CNY" }
              },
              "lines": {
                "groupBy": "No",
                "fields": {
                  "position": "Pos", "product_code": "Item", "quantity": "Qty", "net_amount": "Amount",
                  "gross_amount": "Amount"
                }
              },
              "controls": [ { "name": "total", "sum": "gross_amount" } ]
            }
          ]
        }
        """;

    private const string Header = "No,Customer,Date,Pos,Item,Qty,Amount\n";

    [Fact]
    public async Task Proves_that_everything_in_the_folder_was_taken()
    {
        await using var hub = await OpenAsync();
        var folder = Folder(
            ("a.csv", "1,C1,2026-10-01,1,P1,2,10.50\n1,C1,2026-10-01,2,P2,1,4.50\n2,C2,2026-10-02,1,P1,1,5\n"),
            ("b.csv", "3,C1,2026-10-03,1,P3,1,0.01\n"));
        var run = await ImportAsync(hub, folder);
        Assert.Equal((RunStatus.Succeeded, null, 2), (run.Status, run.Note, run.Chunks));
        Assert.Equal(
            ["shop|invoices|True|4 accepted + 0 rejected = 4 lines in 3 documents|20.01"],
            await hub.RowsAsync(
                "SELECT connector, dataset, complete, remarks, tally->'controls'->>'total' FROM ops.certificate"));
        Assert.Equal(
            ["1|C1|15", "2|C2|5", "3|C1|0.01"],
            await hub.RowsAsync("SELECT number, dealer_code, gross_amount FROM canonical.invoice ORDER BY number"));
        Assert.Equal(["C1|CNY", "C2|CNY"], await hub.RowsAsync(
            "SELECT code, currency FROM canonical.dealer ORDER BY 1"));
        Assert.Equal(["a.csv", "b.csv"], await hub.RowsAsync("SELECT name FROM raw.page ORDER BY 1"));
    }

    [Fact]
    public async Task Adds_nothing_when_the_same_folder_comes_again()
    {
        await using var hub = await OpenAsync();
        var folder = Folder(("a.csv", "1,C1,2026-10-01,1,P1,2,10.50\n2,C1,2026-10-01,1,P1,2,1\n"));
        await ImportAsync(hub, folder);
        var again = await ImportAsync(hub, folder);
        Assert.Equal(RunStatus.Succeeded, again.Status);
        Assert.Equal((0L, 0L, 2L), Written(again));
        Assert.Equal(2, await hub.CountAsync("canonical.invoice"));
        Assert.Equal(2, await hub.CountAsync("canonical.invoice_line"));
        Assert.Equal(1, await hub.CountAsync("canonical.dealer"));
        Assert.Equal(1, await hub.CountAsync("raw.page"));
    }

    [Fact]
    public async Task Names_place_value_and_remedy_of_every_line_it_rejects()
    {
        await using var hub = await OpenAsync();
        var folder = Folder((
            "a.csv", "1,C1,2026-10-01,1,P1,2,10.50\n2,,2026-10-01,1,P1,2,3\n3,C1,2026-10-01,1,P1,2,12x\n"));
        var run = await ImportAsync(hub, folder);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.StartsWith("2 of 3 lines rejected", run.Note);
        Assert.Equal(
            ["a.csv|3|Customer|", "a.csv|4|Amount|12x"],
            await hub.RowsAsync("SELECT DISTINCT file, row_no, col, value FROM ops.rejected_row ORDER BY row_no"));
        Assert.Equal(0, await hub.CountAsync("ops.rejected_row WHERE message = '' OR remedy = '' OR code = ''"));
        Assert.Equal(["True|1 accepted + 2 rejected = 3 lines in 3 documents"], await hub.RowsAsync(
            "SELECT complete, remarks FROM ops.certificate"));
    }

    [Fact]
    public async Task Fails_over_a_folder_in_which_nothing_is()
    {
        await using var hub = await OpenAsync();
        var run = await ImportAsync(hub, Folder());
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("*.csv", run.Error);
        Assert.Equal(0, await hub.CountAsync("ops.certificate"));
    }

    [Fact]
    public async Task Fails_over_a_file_that_lacks_a_mapped_column_and_keeps_nothing_of_it()
    {
        await using var hub = await OpenAsync();
        var folder = Folder();
        await File.WriteAllTextAsync(Path.Combine(folder, "a.csv"), "No,Customer,Date\n1,C1,2026-10-01\n");
        var run = await ImportAsync(hub, folder);
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("'Amount'", run.Error);
        Assert.Equal(0, await hub.CountAsync("canonical.invoice"));
    }

    [Theory]
    [InlineData("\"Customer\"", "{ \"path\": \"Customer\", \"convert\": \"noSuchThing\" }", "noSuchThing")]
    [InlineData("\"dealer_code\":", "\"deeler_code\":", "deeler_code")]
    public async Task Fails_over_a_wrong_mapping_and_names_it(string from, string to, string named)
    {
        await using var hub = await OpenAsync(Connector.Replace(from, to, StringComparison.Ordinal));
        var run = await ImportAsync(hub, Folder(("a.csv", "1,C1,2026-10-01,1,P1,2,10.50\n")));
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("shop.json", run.Error);
        Assert.Contains(named, run.Error);
    }

    [Fact]
    public async Task Makes_a_new_dealer_once_although_many_files_name_it_at_once()
    {
        await using var hub = await OpenAsync();
        var folder = Folder([.. Enumerable.Range(1, 12).Select(
            n => ($"{n:00}.csv", string.Concat(Enumerable.Range(1, 30).Select(
                d => $"{n}-{d},C{(d + n) % 30},2026-10-01,1,P1,1,1\n"))))]);
        var run = await hub.SucceedAsync(
            "import", "shop/invoices", parameters: Parameters(hub, folder), jobs: 4);
        Assert.Equal((360L, 0L, 0L), Written(run));
        Assert.Equal(["30|30"], await hub.RowsAsync("SELECT count(*), count(DISTINCT code) FROM canonical.dealer"));
    }

    private static (long Added, long Replaced, long Unchanged) Written(Run run)
    {
        var counts = ImportCounts.Parse(run.Counts);
        return (counts.Added, counts.Replaced, counts.Unchanged);
    }

    private static Task<Run> ImportAsync(TestHub hub, string folder) =>
        hub.RunAsync("import", "shop/invoices", parameters: Parameters(hub, folder));

    private static string Parameters(TestHub hub, string folder) =>
        ImportRequest.Parameters(Path.Combine(hub.Paths.Config, "connectors", "shop.json"), folder);

    private Task<TestHub> OpenAsync(string connector = Connector) => TestHub.OpenAsync(postgres, new TestConfig
    {
        Files = new Dictionary<string, string> { ["connectors/shop.json"] = connector },
    });

    private string Folder(params (string Name, string Rows)[] files)
    {
        var folder = postgres.NewFolder();
        foreach (var (name, rows) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), Header + rows);
        }

        return folder;
    }
}
