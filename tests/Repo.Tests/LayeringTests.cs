using System.Text.RegularExpressions;
using System.Xml.Linq;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>References point one way: Worker → Connectors → Domain; simulators know the hub from outside.</summary>
public sealed partial class LayeringTests
{
    [Theory]
    [InlineData("src/Domain/Domain.csproj", "")]
    [InlineData("src/Connectors/Connectors.csproj", "Domain")]
    [InlineData("src/Worker/Worker.csproj", "Connectors Domain")]
    [InlineData("tests/Simulators/Simulators.csproj", "")]
    public void A_project_references_only_what_lies_below_it(string project, string allowed)
    {
        var references = Items(project, "ProjectReference")
            .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        Assert.Empty(references.Except(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Domain_has_no_package() => Assert.Empty(Items("src/Domain/Domain.csproj", "PackageReference"));

    [Fact]
    public void Domain_names_nothing_above_it_and_touches_nothing_outside() => Ratchet.Check(
        "domain-layer",
        "Domain decides on values it is given; reading, writing and waiting belong to Worker and Connectors.",
        Repository.CodeUnder("src/Domain").SelectMany(f => f.FindInCode(NotForDomain())));

    [Fact]
    public void Connectors_never_see_the_database_or_the_jobs() => Ratchet.Check(
        "connectors-layer",
        "A connector hands pages and receipts to Worker, which alone stores them.",
        Repository.CodeUnder("src/Connectors").SelectMany(f => f.FindInCode(NotForConnectors())));

    [Fact]
    public void The_namespace_of_a_file_is_its_folder() => Ratchet.Check(
        "namespace",
        "the namespace is DealerIntegration, the project, then the folders.",
        Repository.Code
            .Where(f => Namespace().Match(f.Code) is { Success: true } m && m.Groups[1].Value != Expected(f))
            .Select(f => new Finding(f.Path, 1, $"expected namespace {Expected(f)}")));

    [Fact]
    public void A_file_without_a_namespace_is_an_entry_point() => Ratchet.Check(
        "no-namespace",
        "only Program.cs and files of usings or assembly attributes have none.",
        Repository.Code
            .Where(f => !Namespace().IsMatch(f.Code) && TypeKeyword().IsMatch(f.Code))
            .Select(f => new Finding(f.Path, 1, "declares a type outside any namespace")));

    private static string Expected(CSharpFile file)
    {
        var folders = file.Path.Split('/')[..^1].SkipWhile(f => f is "src" or "tests").ToList();
        folders[0] = folders[0] == "bench" ? "Bench" : folders[0];
        return "DealerIntegration." + string.Join('.', folders);
    }

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Parse(Repository.Read(project)).Descendants(kind).Select(e => (string)e.Attribute("Include")!);

    [GeneratedRegex(
        @"\b(DealerIntegration\.(Worker|Connectors)|System\.(IO|Net|Threading|Diagnostics(?!\.CodeAnalysis))"
        + @"|Microsoft\.\w+|Npgsql|Dapper|Hangfire|Serilog|HttpClient|File\.\w+|Directory\.\w+|Console|Environment\.\w+"
        + @"|Task\b|Thread\b|async|await)\b")]
    private static partial Regex NotForDomain();

    [GeneratedRegex(@"\b(DealerIntegration\.Worker|Npgsql|Dapper|Hangfire|System\.Data)\b")]
    private static partial Regex NotForConnectors();

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(public |internal |file )?(sealed |static |abstract |partial |readonly )*"
        + @"(class|record|struct|enum|interface)\s",
        RegexOptions.Multiline)]
    private static partial Regex TypeKeyword();
}
