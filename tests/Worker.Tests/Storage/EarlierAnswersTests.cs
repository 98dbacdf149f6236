using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Storage;

/// <summary>An earlier answer is shown where the same difference was open, and nowhere else.</summary>
public sealed class EarlierAnswersTests
{
    private static readonly EarlierAnswers Answers = new(
    [
        Of("2026-08", 12.5m), Of("2026-09", 12.5m), Of("2026-09", 99m), Of("2026-11", 12.5m),
    ]);

    [Fact]
    public void A_carried_item_shows_the_last_answer_since_it_arose() =>
        Assert.Equal("2026-09", Find(12.5m, carriedFrom: "2026-08")?.Period);

    [Fact]
    public void An_item_of_this_month_shows_none_of_another_month_that_only_has_the_same_key() =>
        Assert.Null(Find(12.5m, carriedFrom: null));

    [Fact]
    public void An_answer_to_another_amount_is_none() => Assert.Null(Find(12.51m, carriedFrom: "2026-08"));

    [Fact]
    public void Another_dealers_answer_is_none() =>
        Assert.Null(Answers.Find("D002", "I1|3", 12.5m, "2026-10", "2026-08"));

    private static StoredAnswer? Find(decimal amount, string? carriedFrom) =>
        Answers.Find("D001", "I1|3", amount, "2026-10", carriedFrom);

    private static StoredAnswer Of(string period, decimal amount) => new(
        "D001", $"DZ-D001-{period}-1", period, "I1|3", amount, "disputed", "why", new DateTime(2026, 11, 2));
}
