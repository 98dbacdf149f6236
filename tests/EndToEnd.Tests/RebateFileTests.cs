using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Connectors.Tests.Spreadsheets;
using DealerIntegration.EndToEnd.Tests.Support;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>A rebate settlement in another spreadsheet program, with what a month of the demo does not show.</summary>
public sealed class RebateFileTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData(ReplyLanguage.Chinese)]
    [InlineData(ReplyLanguage.English)]
    public async Task Every_formula_recomputed_from_nothing_gives_the_same_cents(ReplyLanguage language)
    {
        var folder = postgres.NewFolder();
        var file = Path.Combine(folder, "rebates.xlsx");
        await File.WriteAllBytesAsync(file, RebateWorkbook.Write(RebateSamples.Settlement(), language));

        var compared = await Recomputed.CompareAsync(
            Machine.Require("libreoffice-calc-nogui", "soffice", "libreoffice"), folder, [file]);

        Assert.True(compared > 50, $"Only {compared} formulas were compared.");
    }
}
