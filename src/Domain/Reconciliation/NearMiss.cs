namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// A line that nearly matched an open one (最接近的候选): the first criterion that failed with the values of both sides,
/// and the smallest change of the rules that would have let it pass.
/// </summary>
/// <param name="Criterion">
/// currency, kind, apart (a person said so), reference (one of them names another document), amount, date, count (other
/// lines fit as well and leave open which belong together) or steps (no step that would pair them is listed).
/// </param>
/// <param name="RuleChange">
/// In the words of the rule file: "tolerance.absolute 0.05 -> 0.30"; several are joined by " and ". Null where no
/// change of a rule would make them the same.
/// </param>
public sealed record NearMiss(
    BookEntry Candidate, string Criterion, string OpenValue, string CandidateValue, string? RuleChange);

/// <summary>
/// Lines that may belong together and were not taken, because other lines fit as well (待确认勾对). A person decides.
/// </summary>
public sealed record Proposal(
    string Step, IReadOnlyList<BookEntry> Ours, IReadOnlyList<BookEntry> Theirs, string Reason);
