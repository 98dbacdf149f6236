namespace DealerIntegration.Simulators.Business;

/// <summary>A line of a dealer's book; purchases positive, payments and returns negative.</summary>
internal sealed record LedgerEntry(DateOnly Date, string Kind, string Reference, string Text, decimal Amount);

/// <summary>
/// A dealer's book of the month (经销商往来账): the closing balance is the opening plus the lines, to the cent.
/// </summary>
internal sealed record Ledger(Dealer Dealer, Month Month, decimal Opening, IReadOnlyList<LedgerEntry> Entries)
{
    public decimal Closing => Opening + Entries.Sum(entry => entry.Amount);
}
