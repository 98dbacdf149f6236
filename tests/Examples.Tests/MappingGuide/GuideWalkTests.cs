using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Tests;
using DealerIntegration.Worker.Tests;

namespace DealerIntegration.Examples.Tests.MappingGuide;

/// <summary>Does what docs/mapping-guide.md says, word for word.</summary>
public sealed class GuideWalkTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_guide_can_be_followed_to_the_letter()
    {
        var blocks = GuideBlock.Of(await File.ReadAllTextAsync(Repository.Path("docs/mapping-guide.md")));
        var folder = postgres.NewFolder();
        var data = postgres.NewFolder();
        var database = await postgres.NewDatabaseAsync();
        var commands = 0;
        foreach (var block in blocks)
        {
            if (block.Kind == "file")
            {
                await File.WriteAllTextAsync(Path.Combine(folder, block.Argument), block.Text);
            }
            else if (block.Kind == "change")
            {
                await ChangeAsync(Path.Combine(folder, block.Argument), block.Text.TrimEnd().Split('\n'));
            }
            else if (block.Kind == "run")
            {
                var lines = block.Text.TrimEnd().Split('\n');
                Assert.StartsWith("$ ./hub ", lines[0], StringComparison.Ordinal);
                var said = await Tool.HubInAsync(folder, database, data, lines[0]["$ ./hub ".Length..].Split(' '));
                Assert.Equal(block.Argument.Length > 0 ? int.Parse(block.Argument) : 0, said.ExitCode);
                AssertSays(lines[1..], said.Errors + said.Output, lines[0]);
                commands++;
            }
        }

        Assert.Equal(11, commands);
    }

    // A line that goes is followed by the line that comes in its place.
    private static async Task ChangeAsync(string file, string[] lines)
    {
        var text = await File.ReadAllTextAsync(file);
        foreach (var (goes, comes) in lines.Where(l => l[0] == '-').Zip(lines.Where(l => l[0] == '+')))
        {
            Assert.Contains(goes[1..], text, StringComparison.Ordinal);
            text = text.Replace(goes[1..], comes[1..], StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(file, text);
    }

    // Every line of the guide is there, in the guide's order; what the guide leaves out may stand between.
    private static void AssertSays(string[] expected, string said, string command)
    {
        var lines = said.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var at = 0;
        foreach (var line in expected)
        {
            var pattern = "^" + Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal) + "$";
            var found = lines.FindIndex(at, said => Regex.IsMatch(said, pattern));
            Assert.True(found >= 0, $"{command}\nshould say\n{line}\nbut says\n{said}");
            at = found + 1;
        }
    }
}
