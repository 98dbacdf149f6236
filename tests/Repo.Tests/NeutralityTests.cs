using System.Text.RegularExpressions;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>The checkout works anywhere, so no file in it knows one machine's folders or package sources.</summary>
public sealed partial class NeutralityTests
{
    // In parts, so that this file passes its own test.
    private static readonly string[] Hosts =
    [
        "nuget" + ".org", "pypi" + ".org", "npmjs" + ".org", "debian" + ".org", "archive.ubuntu" + ".com",
        "proxy.golang" + ".org", "crates" + ".io", "myget" + ".org",
    ];

    [Fact]
    public void No_file_names_a_folder_of_one_machine() => Ratchet.Check(
        "machine-path", "take the folder from configuration, or from the checkout.", Find(MachinePath().IsMatch));

    [Fact]
    public void No_file_names_a_host_of_a_package_registry() => Ratchet.Check(
        "registry-host",
        "package sources are a setting of the machine.",
        Find(line => Hosts.Any(h => line.Contains(h, StringComparison.OrdinalIgnoreCase))));

    [Theory]
    [InlineData("see /ho" + "me/ada/hub")]
    [InlineData("\"/ro" + "ot/.config\"")]
    [InlineData(@"C:\Us" + @"ers\ada")]
    public void Machine_folders_are_recognised(string line) => Assert.Matches(MachinePath(), line);

    [Theory]
    [InlineData("/var/lib/dealer-integration")]
    [InlineData("config/root/home")]
    [InlineData("GET /workers")]
    public void Other_paths_are_let_through(string line) => Assert.DoesNotMatch(MachinePath(), line);

    private static IEnumerable<Finding> Find(Func<string, bool> offends) => Repository.Files
        .Where(f => !f.EndsWith("packages.lock.json", StringComparison.Ordinal) && Repository.IsText(f))
        .SelectMany(f => File.ReadLines(Repository.Full(f))
            .Select((line, index) => (Text: line, Line: index + 1))
            .Where(l => offends(l.Text))
            .Select(l => new Finding(f, l.Line, l.Text.Trim())));

    [GeneratedRegex(@"(?<![\w.~*/\\-])/(root|home/\w+|Users/\w+|work|tmp)(?![\w-])|[A-Za-z]:\\+Users\\+\w")]
    private static partial Regex MachinePath();
}
