using System.Diagnostics;
using System.Globalization;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Reading;

/// <summary>Workbooks that other projects keep because they were hard to read.</summary>
public sealed class CorpusTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("*.xlsx")]
    [InlineData("*.xls")]
    public void Every_cell_reads_as_Excel_itself_wrote_it_out(string pattern)
    {
        var folder = SharedData.Require("workbooks_with_csv");
        var differences = new List<string>();
        var cells = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "files"), pattern).Order(StringComparer.Ordinal))
        {
            IWorkbookReader reader = pattern == "*.xls" ? new XlsReader() : new XlsxReader();
            var grid = reader.Read(File.ReadAllBytes(file));
            Assert.Null(grid.Refusal?.Message.English);
            for (var i = 0; i < grid.Sheets.Count; i++)
            {
                var shown = Path.Combine(folder, "expected_csv", $"{Path.GetFileName(file)}.{i}.csv");
                if (File.Exists(shown))
                {
                    var comparison = new ShownSheet(File.ReadAllBytes(shown));
                    cells += comparison.Cells;
                    differences.AddRange(comparison.Differences(grid.Sheets[i])
                        .Select(d => $"{Path.GetFileName(file)} {i}: {d}"));
                }
            }
        }

        Assert.True(cells > 1_000);
        Assert.Empty(differences);
    }

    [Fact]
    public void No_workbook_crashes_or_hangs_the_reader()
    {
        var folder = SharedData.Require("spreadsheets");
        var files = Directory.GetFiles(folder, "*.*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".xlsx" or ".xlsm" or ".xls").Order(StringComparer.Ordinal).ToList();
        Assert.True(files.Count > 50);
        foreach (var file in files)
        {
            var watch = Stopwatch.StartNew();
            var opened = Books.Opened(File.ReadAllBytes(file), Path.GetFileName(file));
            Assert.True(watch.Elapsed < Limit, $"{file} took {watch.Elapsed}");
            Assert.True(opened.Refusal is null || opened.Refusal.Code.Length > 0);
            var rows = opened.Sheets.Sum(s => s.Rows.Count());
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {opened.Refusal?.Code ?? $"{rows} rows"}"));
        }
    }
}
