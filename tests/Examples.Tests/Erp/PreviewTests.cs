using DealerIntegration.Connectors.Tests;

namespace DealerIntegration.Examples.Tests.Erp;

/// <summary>
/// Does what the READMEs of examples/kingdee and examples/u8 say: an answer of the partner, saved to a file, through
/// the mapping and onto the screen.
/// </summary>
public sealed class PreviewTests
{
    [Theory]
    [InlineData("kingdee", "invoices", "receivables", 1)]
    [InlineData("u8", "orders", "saleorder", 0)]
    public async Task A_saved_answer_becomes_the_rows_that_stand_beside_it(
        string example, string dataset, string sample, int code)
    {
        var folder = $"examples/{example}";
        var data = Directory.CreateTempSubdirectory("hub-preview-");
        try
        {
            (await HubAsync("config", "check", $"{folder}/connector.json")).Succeeded();

            var said = await HubAsync(
                "mapping", "preview", "--connector", $"{folder}/connector.json", "--dataset", dataset, "--sample",
                $"{folder}/in/{sample}.json");

            Assert.Equal(code, said.ExitCode);
            var wanted = await File.ReadAllTextAsync(
                Repository.Path($"{folder}/expected/{sample}.txt"), TestContext.Current.CancellationToken);
            Assert.Equal(wanted.ReplaceLineEndings("\n"), said.Output.ReplaceLineEndings("\n"));
        }
        finally
        {
            data.Delete(recursive: true);
        }

        // Neither command opens a database.
        Task<Said> HubAsync(params string[] arguments) => Tool.HubAsync("none", data.FullName, arguments);
    }
}
