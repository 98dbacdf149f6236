namespace DealerIntegration.Simulators.Retail;

/// <summary>An invoice or cancellation (冲销单) of the wholesaler, the sum of its lines with every decimal.</summary>
internal sealed record RetailInvoice(string Number, string Customer, DateOnly Date, decimal Amount)
{
    /// <summary>The wholesaler marks cancellations in the number; their amounts are negative already.</summary>
    public bool IsCancellation => Number.StartsWith('C');
}
