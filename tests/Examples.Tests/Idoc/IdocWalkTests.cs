using DealerIntegration.Worker.Tests;

namespace DealerIntegration.Examples.Tests.Idoc;

/// <summary>Does what examples/idoc/README.md says: four IDoc files, through the hub into its database.</summary>
public sealed class IdocWalkTests(PostgresFixture postgres)
{
    private const string Connector = "examples/idoc/connector.json";

    [Fact]
    public async Task Every_IDoc_of_the_folder_is_imported_once_by_the_dataset_that_reads_it()
    {
        var database = await postgres.NewDatabaseAsync();
        var data = postgres.NewFolder();
        (await Tool.HubAsync(database, data, "config", "check", Connector)).Succeeded();

        var invoices = await ImportAsync("invoices");
        AssertTaken(invoices, documents: 2, lines: 3, added: 2);
        Assert.Equal("1073.50", Figure(invoices, "grossAmount"));
        AssertTaken(await ImportAsync("dealer-orders"), documents: 1, lines: 2, added: 1);
        AssertTaken(await ImportAsync("products"), documents: 1, lines: 1, added: 1);
        var shipments = await ImportAsync("shipments");
        AssertTaken(shipments, documents: 1, lines: 1, added: 1);
        Assert.Equal("1", Figure(shipments, "linesWithNotes"));

        AssertTaken(await ImportAsync("invoices"), documents: 2, lines: 3, added: 0);

        async Task<string> ImportAsync(string dataset) => (await Tool.HubAsync(
            database, data, "import", Connector, "--dataset", dataset, "--address", "examples/idoc/in"))
            .Succeeded().Output;
    }

    private static void AssertTaken(string said, int documents, int lines, int added) => Assert.Equal(
        ($"{documents}", $"{documents}", $"{lines}", "0", $"{added}"),
        (
            Figure(said, "documents"),
            Figure(said, "acceptedDocuments"),
            Figure(said, "acceptedLines"),
            Figure(said, "rejectedLines"),
            Figure(said, "added")));

    private static string? Figure(string said, string name) => said
        .Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(words => words is [var word, _] && word == name)?[1];
}
