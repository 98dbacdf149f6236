using System.Text;
using DealerIntegration.Connectors.Drop;

namespace DealerIntegration.Connectors.Tests.Drop;

/// <summary>A name that a sender chose becomes one that every file system holds.</summary>
public sealed class FileNamesTests
{
    [Theory]
    [InlineData("往来账.xlsx", "往来账.xlsx")]
    [InlineData(@"..\..\etc\passwd", "passwd")]
    [InlineData("/etc/cron.d/evil.csv", "evil.csv")]
    [InlineData(".hidden.xlsx", "hidden.xlsx")]
    [InlineData("a:b\u0000\u202Exslx.exe", "abxslx.exe")]
    [InlineData("..", "attachment-1")]
    [InlineData(null, "attachment-1")]
    public void It_keeps_what_people_read_and_nothing_that_leads_anywhere(string? given, string expected) =>
        Assert.Equal(expected, FileNames.Clean(given, "attachment-1"));

    [Fact]
    public void It_is_cut_by_bytes_and_keeps_its_ending()
    {
        var name = FileNames.Clean(new string('账', 200) + ".xlsx", "attachment-1");
        Assert.EndsWith("账.xlsx", name);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), FileNames.Longest - 3, FileNames.Longest);
        Assert.Equal(name, FileNames.Clean(name, "attachment-1"));
        Assert.NotEqual("账" + name, FileNames.Clean("账" + name, "attachment-1"));
    }
}
