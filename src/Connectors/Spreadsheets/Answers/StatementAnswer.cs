namespace DealerIntegration.Connectors.Spreadsheets.Answers;

/// <summary>What a dealer says to an item or to the balance (确认/异议).</summary>
public enum AnswerKind
{
    Confirmed,
    Disputed,
}

/// <summary>One answer of a dealer (答复).</summary>
/// <param name="Item">Empty for the balance as a whole.</param>
/// <param name="Amount">The difference, or the closing balance, that the answer was given to.</param>
/// <param name="Reason">Always given with a dispute.</param>
public sealed record StatementAnswer(string Item, decimal Amount, AnswerKind Kind, string? Reason);

/// <summary>A statement that came back (回传对账单), with the answers that count.</summary>
/// <param name="Number">As the file states it.</param>
/// <param name="Period">Empty where the hub has issued no such statement.</param>
/// <param name="AnsweredBy">Name and date as the dealer wrote them.</param>
public sealed record AnsweredStatement(
    string Number, string Period, string? AnsweredBy, IReadOnlyList<StatementAnswer> Answers)
{
    public const string Dataset = "statement-answer";
}
