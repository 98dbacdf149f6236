using DealerIntegration.Connectors.Tests;

namespace DealerIntegration.Domain.Tests.Diversion.Codes;

/// <summary>Rows of the published GS1 vectors, with ^ for the separator as they write it.</summary>
internal static class VectorFile
{
    /// <summary>The rows without the heading; the test is skipped where the files are not at hand.</summary>
    public static IReadOnlyList<string[]> Rows(string name)
    {
        string[][] rows = [.. File.ReadLines(SharedData.Require(Path.Combine("gs1", name))).Skip(1).Select(Cells)];
        Assert.NotEmpty(rows);
        return rows;
    }

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(line[++i]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString().TrimEnd('\r'));
        return [.. cells];
    }
}
