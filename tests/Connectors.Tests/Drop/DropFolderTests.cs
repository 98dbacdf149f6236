using DealerIntegration.Connectors.Drop;
using Microsoft.Extensions.Time.Testing;

namespace DealerIntegration.Connectors.Tests.Drop;

public sealed class DropFolderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly string root = Directory.CreateTempSubdirectory("drop").FullName;
    private readonly FakeTimeProvider clock = new(Start);
    private readonly DropFolder folder;

    public DropFolderTests()
    {
        Directory.CreateDirectory(Path.Combine(root, "in", "D001"));
        folder = new DropFolder(
            new DropOptions
            {
                Folder = Path.Combine(root, "in"), Outbox = Path.Combine(root, "out"), Settle = TimeSpan.FromSeconds(5),
            },
            clock);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_file_is_taken_only_after_it_has_lain_still()
    {
        Put("a.xlsx", "half");
        Assert.Empty(Look().Ready);

        clock.Advance(TimeSpan.FromSeconds(4));
        Put("a.xlsx", "half and more");
        Assert.Empty(Look().Ready);

        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Single(Look().Waiting);

        clock.Advance(TimeSpan.FromSeconds(1));
        var file = Assert.Single(Look().Ready);
        Assert.Equal(("D001", "a.xlsx", 13), (file.DealerCode, file.Name, file.Content.Length));
    }

    [Fact]
    public void A_file_that_changed_long_ago_is_taken_at_the_first_look()
    {
        Put("a.xlsx", "whole");
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("whole"u8)),
                Assert.Single(Look().Ready).Sha256);
    }

    [Theory]
    [InlineData("~$a.xlsx")]
    [InlineData("a.xlsx.part")]
    [InlineData("a.tmp")]
    [InlineData(".a.xlsx")]
    public void Lock_and_temporary_files_are_not_seen(string name)
    {
        Put(name, "x");
        clock.Advance(TimeSpan.FromMinutes(1));
        var listing = Look();

        Assert.Empty(listing.Ready);
        Assert.Empty(listing.Waiting);
    }

    [Theory]
    [InlineData("a:b\u202Exslx.exe", "abxslx.exe")]
    [InlineData("c\nd\u001B[31m.xlsx", "cd[31m.xlsx")]
    [InlineData("  ...xlsx", "xlsx")]
    [InlineData("\\\\server\\share\\e.xlsx", "e.xlsx")]
    public void A_file_is_taken_and_removed_whatever_it_is_called(string name, string expected)
    {
        Put(name, "x");
        Put("other.xlsx", "y");
        clock.Advance(TimeSpan.FromMinutes(1));
        var file = Assert.Single(Look().Ready, f => f.Name != "other.xlsx");
        Assert.Equal(expected, file.Name);
        Assert.True(folder.Remove(file));
        Assert.Equal(["other.xlsx"], Look().Ready.Select(f => f.Name));
    }

    [Fact]
    public void A_folder_that_is_no_dealers_waits_with_its_reason()
    {
        Directory.CreateDirectory(Path.Combine(root, "in", "D999"));
        File.WriteAllText(Path.Combine(root, "in", "D999", "a.xlsx"), "x");

        Assert.Contains("D999", Assert.Single(Look().Waiting).Reason);
    }

    [Fact]
    public void Links_are_not_followed()
    {
        var secret = Path.Combine(root, "secret.txt");
        File.WriteAllText(secret, "secret");
        File.CreateSymbolicLink(Path.Combine(root, "in", "D001", "a.csv"), secret);
        clock.Advance(TimeSpan.FromMinutes(1));

        var listing = Look();
        Assert.Empty(listing.Ready);
        Assert.Contains("link", Assert.Single(listing.Waiting).Reason);
    }

    [Fact]
    public void A_newer_file_of_the_same_name_is_not_removed_with_the_old_one()
    {
        Put("a.xlsx", "old");
        clock.Advance(TimeSpan.FromMinutes(1));
        var file = Assert.Single(Look().Ready);
        Put("a.xlsx", "new");

        Assert.False(folder.Remove(file));
        Assert.True(File.Exists(Path.Combine(root, "in", "D001", "a.xlsx")));
    }

    [Fact]
    public void A_removed_file_is_gone()
    {
        Put("a.xlsx", "old");
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(folder.Remove(Assert.Single(Look().Ready)));
        Assert.Empty(Look().Ready);
    }

    [Theory]
    [InlineData("../a.xlsx")]
    [InlineData("..")]
    [InlineData("x/a.xlsx")]
    [InlineData("C:a.xlsx")]
    [InlineData("")]
    public void An_answer_cannot_leave_the_outbox(string name)
    {
        Assert.Throws<ArgumentException>(() => folder.Answer("D001", name, "x"u8));
        Assert.False(Directory.Exists(Path.Combine(root, "out"))
            && Directory.GetFiles(root, "a.xlsx*", SearchOption.AllDirectories).Length > 0);
    }

    [Fact]
    public void An_answer_replaces_an_older_one_whole_and_leaves_nothing_beside_it()
    {
        folder.Answer("D001", "a.xlsx", "a long first answer"u8);
        var path = folder.Answer("D001", "a.xlsx", "second"u8);

        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.Combine(root, "out", "D001")));
    }

    private DropListing Look() => folder.Look(code => code == "D001");

    private void Put(string name, string content)
    {
        var path = Path.Combine(root, "in", "D001", name);
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
    }
}
