using DealerIntegration.Domain.Values;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// One book of a dealer in a reconciled month as it was stored (对账结果). Of a ledger there is one a run, of documents one
/// for each currency or product.
/// </summary>
internal sealed record StoredReconciliation
{
    public required long RunId { get; init; }

    public required string DealerCode { get; init; }

    public required string Status { get; init; }

    /// <summary>What the amounts count: a currency, or a product and its unit.</summary>
    public string Currency { get; init; } = "";

    public decimal? OurOpening { get; init; }

    public decimal? OurClosing { get; init; }

    public decimal? TheirOpening { get; init; }

    public decimal? TheirClosing { get; init; }

    public decimal? Difference { get; init; }

    public decimal? Explained { get; init; }

    public decimal? Residual { get; init; }

    public decimal Matched { get; init; }

    public int Matches { get; init; }

    public string? Note { get; init; }

    public string? RuleCode { get; init; }

    public int? RuleVersion { get; init; }

    public string? CarriedFrom { get; init; }

    /// <summary>Breaks without a cause.</summary>
    public int Unexplained { get; init; }
}

/// <summary>A match as it was stored (勾对). Ids of several lines stand in one text, with blanks between.</summary>
internal sealed record StoredMatch
{
    public required string DealerCode { get; init; }

    public required int No { get; init; }

    public required string Step { get; init; }

    public decimal Score { get; init; }

    public required string OurIds { get; init; }

    public required string TheirIds { get; init; }

    public required decimal OurAmount { get; init; }

    public required decimal TheirAmount { get; init; }

    /// <summary>Null for one line against an equal one: there is nothing to add up.</summary>
    public string? Arithmetic { get; init; }

    public IReadOnlyList<string> OurLines => OurIds.Split(' ');

    public IReadOnlyList<string> TheirLines => TheirIds.Split(' ');

    /// <summary>Why the lines are one, in words and numbers.</summary>
    public string Reason => Arithmetic
        ?? $"{OurIds} | {TheirIds}: ours {AmountText.Of(OurAmount)} = theirs {AmountText.Of(TheirAmount)}";
}

/// <summary>A difference as it was stored, with everything that is to be said of it (差异).</summary>
internal sealed record StoredBreak
{
    public required string DealerCode { get; init; }

    public required int No { get; init; }

    /// <summary>Which of the dealer's books; null where there is one.</summary>
    public string? Currency { get; init; }

    public required string Kind { get; init; }

    /// <summary>Null: no document explains it.</summary>
    public string? Cause { get; init; }

    public required string Reference { get; init; }

    public string? OurId { get; init; }

    public string? TheirId { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>What it adds to the closing difference.</summary>
    public required decimal Effect { get; init; }

    public required string Arithmetic { get; init; }

    public string? Evidence { get; init; }

    public required string Documents { get; init; }

    public string? OurPeriod { get; init; }

    public string? TheirPeriod { get; init; }

    public required string Item { get; init; }

    public bool OurCorrection { get; init; }

    public string? CarriedFrom { get; init; }

    public bool MayBeWrittenOff { get; init; }

    /// <summary>The lines that came nearest, one a line.</summary>
    public string? Nearest { get; init; }

    public string? Account { get; init; }

    /// <summary>Order, receipt and invoice lie near enough; nobody has to act.</summary>
    public bool Tolerated { get; init; }

    /// <summary>The verdicts on order, receipt and invoice in numbers; null in other books.</summary>
    public string? Checks { get; init; }
}
