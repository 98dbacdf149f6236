namespace DealerIntegration.Worker.Storage;

/// <summary>How far a dealer's month has come (对账进度).</summary>
internal static class Standing
{
    public const string NotIssued = "not_issued";
    public const string Waiting = "waiting";
    public const string Confirmed = "confirmed";
    public const string Disputed = "disputed";

    /// <summary>Nobody answered, and the contract says what that means (视同确认).</summary>
    public const string DeemedConfirmed = "deemed_confirmed";
}

/// <summary>The standing of a dealer's month, with the latest statement and what is disputed on it.</summary>
internal sealed record StatementStanding(StandingRow Row, IReadOnlyList<DisputedItem> Disputes);

internal sealed record StandingRow
{
    public required string DealerCode { get; init; }

    /// <summary>Of the latest statement; null where none was issued, as for all that follows it here.</summary>
    public string? Number { get; init; }

    public string? Currency { get; init; }

    public decimal? Closing { get; init; }

    public decimal? TheirClosing { get; init; }

    public decimal? Residual { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public DateOnly? DueOn { get; init; }

    /// <summary>Where silence counts as agreed: the clause that says so.</summary>
    public string? Clause { get; init; }

    public required string Standing { get; init; }

    /// <summary>Items of the latest statement, and how many of them have an answer.</summary>
    public int Items { get; init; }

    public int Answered { get; init; }

    /// <summary>Who answered last, and when.</summary>
    public string? AnsweredBy { get; init; }

    public DateTime? AnsweredAt { get; init; }
}

/// <summary>An item in dispute, or the balance where the item is empty.</summary>
/// <param name="Label">Our documents and the dealer's, for people.</param>
internal sealed record DisputedItem(
    string Number, string Item, string Label, decimal Amount, string Reason, string AnsweredBy);
