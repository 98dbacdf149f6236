using CsCheck;
using DealerIntegration.Domain.Reconciliation.Steps;
using DealerIntegration.Domain.Tests.Golden;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Reconciliation.Steps;

public sealed class TextComparisonTests
{
    private static readonly CaseFile File = GoldenFile.Read<CaseFile>("texts.json");

    private static readonly Gen<string> Texts = Gen.String[Gen.Char["ab1"], 0, 7];

    public static TheoryData<string> Ids => [.. File.Cases.Select(c => c.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Compares_as_published_in_both_directions(string id)
    {
        var c = File.Cases.Single(c => c.Id == id);
        Assert.Equal((c.Match, c.Match), (Compare(c, c.Left, c.Right), Compare(c, c.Right, c.Left)));
    }

    [Fact]
    public void The_banded_distance_is_the_plain_one_up_to_its_bound() =>
        Gen.Select(Texts, Texts, Gen.Int[0, 9]).Sample((left, right, bound) =>
        {
            var plain = Plain(left, right);
            Assert.Equal(plain <= bound ? plain : null, EditDistance.Within(left, right, bound));
        });

    private static bool Compare(Case c, string left, string right) => c.Compare switch
    {
        "same" => TextComparison.Same(left, right),
        "contains" => TextComparison.Contains(left, right),
        "edits" => TextComparison.WithinEdits(left, right, c.Percent),
        _ => throw new InvalidDataException($"{c.Id}: '{c.Compare}' is no comparison; use same, contains or edits."),
    };

    private static int Plain(string left, string right) => (left.Length, right.Length) switch
    {
        (0, _) => right.Length,
        (_, 0) => left.Length,
        _ when left[0] == right[0] => Plain(left[1..], right[1..]),
        _ => 1 + Math.Min(
            Plain(left[1..], right[1..]), Math.Min(Plain(left[1..], right), Plain(left, right[1..]))),
    };

    public sealed record CaseFile(string About, Case[] Cases);

    public sealed record Case(string Id, string Compare, string Left, string Right, int Percent, bool Match);
}
