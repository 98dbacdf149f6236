using DealerIntegration.Connectors.Tests;

namespace DealerIntegration.Examples.Tests.YonBip;

/// <summary>Does what examples/yonbip/README.md says: a saved page becomes the rows that stand beside it.</summary>
public sealed class YonBipPreviewTests
{
    private const string Folder = "examples/yonbip";

    [Fact]
    public async Task The_saved_page_becomes_the_rows_that_stand_beside_it()
    {
        // Neither of them is touched by a preview.
        const string nowhere = "Host=nowhere";
        var data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        (await Tool.HubAsync(nowhere, data, "config", "check", $"{Folder}/connector.json")).Succeeded();
        var preview = await Tool.HubAsync(
            nowhere, data, "mapping", "preview", "--connector", $"{Folder}/connector.json", "--dataset", "orders",
            "--sample", $"{Folder}/orders-page.txt");

        var expected = await File.ReadAllTextAsync(Repository.Path($"{Folder}/orders-expected.txt"));
        Assert.Equal(expected.ReplaceLineEndings("\n"), preview.Output.ReplaceLineEndings("\n"));

        // One order is rejected for its quantity, and the rest is taken.
        Assert.Equal(1, preview.ExitCode);
        Assert.False(Directory.Exists(data));
    }
}
