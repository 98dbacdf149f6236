namespace DealerIntegration.Simulators.Business;

/// <summary>What went wrong on purpose (差异原因); the names are the hub's causes.</summary>
internal enum PlantKind
{
    InTransit,
    OtherPeriodPayment,
    OtherPeriodInvoice,
    UnitPrice,
    Quantity,
    Duplicate,
    Rounding,
    NotBooked,
}

/// <summary>A planted difference between the dealer's book and ours, with the document that carries it.</summary>
/// <param name="Booked">The amount the dealer's book holds for the document; null when it holds none.</param>
internal sealed record Plant(Dealer Dealer, PlantKind Kind, Invoice? Invoice, Payment? Payment, decimal? Booked)
{
    public string Reference => Invoice?.Number ?? Payment!.BankReference;

    public string Cause => Kind switch
    {
        PlantKind.InTransit => "InTransitAtCutOff",
        PlantKind.OtherPeriodInvoice or PlantKind.OtherPeriodPayment => "OtherPeriod",
        PlantKind.Rounding => "RoundingOrTax",
        PlantKind.NotBooked => "NotBookedByDealer",
        _ => Kind.ToString(),
    };

    /// <summary>
    /// The effect on the dealer's closing balance minus ours. An invoice of the month before has none: the dealer's
    /// opening balance lacks what its lines hold.
    /// </summary>
    public decimal Effect => Kind switch
    {
        PlantKind.InTransit or PlantKind.NotBooked => -Invoice!.Debt,
        PlantKind.OtherPeriodPayment => -Payment!.Amount,
        PlantKind.OtherPeriodInvoice => 0m,
        PlantKind.Duplicate => Invoice!.Debt,
        _ => Booked!.Value - Invoice!.Debt,
    };
}
