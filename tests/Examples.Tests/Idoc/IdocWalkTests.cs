using DealerIntegration.Worker.Tests;

namespace DealerIntegration.Examples.Tests.Idoc;

/// <summary>Does what examples/idoc/README.md says: five IDoc files, through the hub into its database.</summary>
public sealed class IdocWalkTests(PostgresFixture postgres)
{
    private const string Connector = "examples/idoc/connector.json";

    [Fact]
    public async Task Every_IDoc_of_the_folder_is_imported_once_by_the_dataset_that_reads_it()
    {
        var database = await postgres.NewDatabaseAsync();
        var data = postgres.NewFolder();
        string[] import = ["import", Connector, "--address", "examples/idoc/in"];
        (await Tool.HubAsync(database, data, "config", "check", Connector)).Succeeded();

        var first = (await Tool.HubAsync(database, data, import)).Succeeded().Output;
        AssertRun(first, "invoices", documents: 2, lines: 3, added: 2);
        AssertRun(first, "dealer-orders", documents: 1, lines: 2, added: 1);
        AssertRun(first, "shipments", documents: 1, lines: 1, added: 1);
        AssertRun(first, "products", documents: 1, lines: 1, added: 1);
        AssertRun(first, "orders", documents: 0, lines: 0, added: 0);
        Assert.Equal("1073.50", Figure(first, "invoices", "grossAmount"));

        var again = (await Tool.HubAsync(database, data, import)).Succeeded().Output;
        AssertRun(again, "invoices", documents: 2, lines: 3, added: 0);
        Assert.Equal("2", Figure(again, "invoices", "unchanged"));
    }

    private static void AssertRun(string said, string dataset, int documents, int lines, int added) => Assert.Equal(
        ($"{documents}", $"{documents}", $"{lines}", "0", $"{added}"),
        (
            Figure(said, dataset, "documents"),
            Figure(said, dataset, "acceptedDocuments"),
            Figure(said, dataset, "acceptedLines"),
            Figure(said, dataset, "rejectedLines"),
            Figure(said, dataset, "added")));

    // A run is told by its headline, with its figures below it up to the next headline.
    private static string? Figure(string said, string dataset, string name) => said
        .Split('\n')
        .SkipWhile(line => !line.Contains($" sap-idoc/{dataset} ", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(line => !line.Contains(" sap-idoc/", StringComparison.Ordinal))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(words => words is [var word, _] && word == name)?[1];
}
