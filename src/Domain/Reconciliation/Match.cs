using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Lines of both books that record the same thing (勾对). A match whose amounts differ leaves a break for the difference.
/// </summary>
/// <param name="Step">Name of the step that found it.</param>
/// <param name="Score">1 is certain; every step documents its own.</param>
/// <param name="Reason">What the step compared, in words and numbers.</param>
public sealed record Match(
    string Step,
    string RuleCode,
    int RuleVersion,
    decimal Score,
    OneOrMore<BookEntry> Ours,
    OneOrMore<BookEntry> Theirs,
    decimal OurAmount,
    decimal TheirAmount,
    string Reason)
{
    /// <summary>One line against one of the same amount: what is to be said of it follows from the two.</summary>
    public bool IsPlain => Ours.Count == 1 && Theirs.Count == 1 && OurAmount == TheirAmount && Score >= 0.95m;

    /// <summary>
    /// Why they match and what is left, for people. Put together on demand: a month has a million of them.
    /// </summary>
    public string Arithmetic =>
        $"{Reason} ({Ours.First.Reference} | {Theirs.First.Reference}): ours {Sum(Ours, OurAmount)}, "
        + $"theirs {Sum(Theirs, TheirAmount)}, theirs − ours = {AmountText.Of(TheirAmount - OurAmount)}";

    private static string Sum(OneOrMore<BookEntry> entries, decimal total)
    {
        var parts = string.Join(" + ", entries.Select(entry => AmountText.Of(entry.Amount)));
        return entries.Count == 1 ? parts : $"{parts} = {AmountText.Of(total)}";
    }
}
