namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Lines of both books that record the same thing (勾对). A match whose amounts differ leaves a break for the difference.
/// </summary>
/// <param name="Step">Name of the step that found it.</param>
/// <param name="Score">1 is certain; every step documents its own.</param>
/// <param name="Arithmetic">Why they match, in words and numbers.</param>
public sealed record Match(
    string Step,
    string RuleCode,
    int RuleVersion,
    decimal Score,
    IReadOnlyList<BookEntry> Ours,
    IReadOnlyList<BookEntry> Theirs,
    decimal OurAmount,
    decimal TheirAmount,
    string Arithmetic);
