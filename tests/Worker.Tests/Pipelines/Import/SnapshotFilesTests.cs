using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>A folder speaks of what is gone only where its mapping says that it holds everything.</summary>
public sealed class SnapshotFilesTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("", "1|2|3|4|5")]
    [InlineData("\"snapshot\": { \"whole\": true },", "2|3|4|6")]
    public async Task A_file_that_was_taken_away_takes_its_documents_along_only_from_a_whole_folder(
        string snapshot, string standing)
    {
        var folder = postgres.NewFolder();
        await using var hub = await OpenAsync("payments", snapshot, folder);
        await WriteAsync(folder, "a.csv", "1", "2");
        await WriteAsync(folder, "b.csv", "3", "4");
        await WriteAsync(folder, "c.csv", "5");
        await hub.SucceedAsync("import", "shop/payments", jobs: 2);

        // 2 moves to another file, 1 and 5 are gone.
        File.Delete(Path.Combine(folder, "a.csv"));
        await WriteAsync(folder, "b.csv", "3", "4", "2");
        await WriteAsync(folder, "c.csv", "6");
        await hub.SucceedAsync("import", "shop/payments", jobs: 2);

        Assert.Equal(
            snapshot.Length == 0 ? $"{standing}|6" : standing,
            string.Join('|', await hub.RowsAsync(
                $"SELECT number FROM canonical.payment WHERE until_seq = {long.MaxValue} ORDER BY number")));
    }

    [Fact]
    public async Task A_mapping_cannot_claim_it_of_records_that_stay()
    {
        await using var hub = await OpenAsync("payments", "", postgres.NewFolder());
        var path = Path.Combine(hub.Paths.Config, "connectors", "shop.json");
        var text = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, text
            .Replace("\"payments\"", "\"dealers\", \"snapshot\": { \"whole\": true, \"mostPercent\": 101 }"));

        var run = await hub.RunAsync("import", "shop/dealers");

        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("snapshot.whole cannot be said of 'dealers'", run.Error);
        Assert.Contains("snapshot.mostPercent is 101", run.Error);
    }

    [Theory]
    [InlineData("sap", "invoices", true)]
    [InlineData("wms", "deliveries", false)]
    public async Task An_erp_lists_all_it_holds_and_a_warehouse_clears_away(string name, string dataset, bool whole)
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var file = new ConnectorRegistry(hub.Paths, TimeProvider.System).Load(name);
        var source = ConnectorRegistry.ReaderOf(file, TimeProvider.System);
        var mapping = file.Dataset(dataset);

        Assert.Equal(whole, source.ListsEverything(mapping));
        Assert.Equal(!whole, source.ListsEverything(mapping with { Snapshot = new() { Whole = !whole } }));
    }

    private static Task WriteAsync(string folder, string name, params string[] numbers) => File.WriteAllTextAsync(
        Path.Combine(folder, name),
        "No,Customer,Date,Amount\n" + string.Concat(numbers.Select(n => $"{n},C1,2026-10-05,{n}\n")));

    private Task<TestHub> OpenAsync(string dataset, string snapshot, string folder) => TestHub.OpenAsync(
        postgres,
        new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["connectors/shop.json"] =
                    $$"""
                    {
                      "name": "shop", "kind": "files", "address": "{{folder}}",
                      "datasets": [
                        {
                          "dataset": "{{dataset}}", {{snapshot}}
                          "source": { "pattern": "*.csv" },
                          "fields": {
                            "number": "No", "dealer_code": "Customer", "payment_date": "Date",
                            "currency": { "constant": "CNY" }, "amount": "Amount"
                          }
                        }
                      ]
                    }
                    """,
            },
        });
}
