using System.Runtime.InteropServices;
using System.Xml.Linq;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>Every project is in the solution, takes its versions from one place, and has them locked.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void Every_project_has_a_lock_file() => Ratchet.Check(
        "lock-file",
        "restore it and commit packages.lock.json.",
        Repository.Projects
            .Where(p => !Repository.Exists(Path.GetDirectoryName(p)!.Replace('\\', '/') + "/packages.lock.json"))
            .Select(p => new Finding(p, 1, "has no packages.lock.json")));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("DealerIntegration.sln").Replace('\\', '/');
        Assert.All(Repository.Projects, p => Assert.Contains(p, solution, StringComparison.Ordinal));
    }

    [Fact]
    public void No_project_chooses_a_version_itself() => Ratchet.Check(
        "versions",
        "versions stand in Directory.Packages.props.",
        Repository.Projects.SelectMany(p => XDocument.Parse(Repository.Read(p)).Descendants("PackageReference")
            .Where(r => r.Attribute("Version") is not null || r.Attribute("VersionOverride") is not null)
            .Select(r => new Finding(p, 1, (string)r.Attribute("Include")!))));

    [Theory]
    [InlineData("hub")]
    [InlineData(".ci/run")]
    public void Entry_scripts_can_be_executed(string script)
    {
        Assert.True(Repository.Exists(script), $"{script} is missing.");
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            Assert.True(File.GetUnixFileMode(Repository.Full(script)).HasFlag(UnixFileMode.UserExecute));
        }
    }

    [Fact]
    public void Text_files_end_their_lines_the_unix_way() => Ratchet.Check(
        "line-ends",
        "scripts with other line ends do not run.",
        Repository.Files
            .Where(f => Path.GetExtension(f) is ".cs" or ".sh" or ".sql" or ".awk" || f is "hub" or ".ci/run")
            .Where(f => Repository.Read(f).Contains('\r'))
            .Select(f => new Finding(f, 1, "has carriage returns")));
}
