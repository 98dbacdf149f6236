using System.Text.RegularExpressions;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Reconciliation.Steps;

public sealed partial class GoldenMatchingTests
{
    private static readonly CaseFile File = GoldenFile.Read<CaseFile>("matching.json");

    public static TheoryData<string> Ids => [.. File.Cases.Select(c => c.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Takes_and_proposes_what_is_written(string id)
    {
        var c = File.Cases.Single(c => c.Id == id);
        var result = Sample.Run(Book(c.Ours), Book(c.Theirs), rules: Rules(c));
        Assert.Equal(c.Matches.Order(), result.Matches.Select(m => Text(m.Ours, m.Theirs)).Order());
        Assert.Equal(c.Proposals.Order(), result.Proposals.Select(p => Text(p.Ours, p.Theirs)).Order());
    }

    [Theory, MemberData(nameof(Ids))]
    public void Does_the_mirror_image_with_the_books_swapped(string id)
    {
        var c = File.Cases.Single(c => c.Id == id);
        var result = Sample.Run(Book(c.Theirs), Book(c.Ours), rules: Rules(c));
        Assert.Equal(c.Matches.Order(), result.Matches.Select(m => Text(m.Theirs, m.Ours)).Order());
        Assert.Equal(c.Proposals.Order(), result.Proposals.Select(p => Text(p.Theirs, p.Ours)).Order());
    }

    private static ReconciliationRules Rules(Case c) =>
        Sample.Rules with { Steps = c.Steps, TextTolerancePercent = c.Percent };

    private static string Text(IReadOnlyList<BookEntry> ours, IReadOnlyList<BookEntry> theirs) =>
        $"{Names(ours)} = {Names(theirs)}";

    private static string Names(IReadOnlyList<BookEntry> entries) =>
        string.Join(' ', entries.Select(entry => entry.Id).Order(StringComparer.Ordinal));

    private static DealerBook Book(string[] lines) => Sample.Book([.. lines.Select(Entry)]);

    private static BookEntry Entry(string line)
    {
        var m = Line().Match(line);
        Assert.True(m.Success, $"'{line}' is not 'id kind amount day reference | text'.");
        return Sample.Entry(
            m.Groups["id"].Value,
            GoldenFile.Number(m.Groups["amount"].Value),
            m.Groups["reference"].Value is "-" ? "" : m.Groups["reference"].Value,
            Enum.Parse<EntryKind>(m.Groups["kind"].Value),
            $"2026-10-{int.Parse(m.Groups["day"].Value):00}") with
        {
            Text = m.Groups["text"].Success ? m.Groups["text"].Value : null,
        };
    }

    [GeneratedRegex(
        @"^(?<id>\S+) (?<kind>\w+) (?<amount>\S+) (?<day>\d+) (?<reference>\S+)( \| (?<text>.+))?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    public sealed record CaseFile(string About, Case[] Cases);

    public sealed record Case(
        string Id, string[] Steps, string[] Ours, string[] Theirs, string[] Matches, string[] Proposals,
        int Percent = 0);
}
