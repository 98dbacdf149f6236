namespace DealerIntegration.Simulators.Business;

/// <summary>A payment of a dealer (回款); <c>Amount</c> is positive here and negative in the ERP's item.</summary>
internal sealed class Payment
{
    public string Number { get; set; } = "";

    public required Dealer Dealer { get; init; }

    /// <summary>The day our books have it on.</summary>
    public required DateOnly PostedOn { get; init; }

    /// <summary>The day the dealer's bank took it, which the dealer books on.</summary>
    public required DateOnly PaidOn { get; init; }

    public required decimal Amount { get; init; }

    public required string BankReference { get; init; }
}
