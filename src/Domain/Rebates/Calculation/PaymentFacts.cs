namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>What was paid on each invoice of a dealer, and what each comes to.</summary>
internal sealed class PaymentFacts
{
    private readonly Dictionary<string, List<InvoicePaid>> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _totals = new(StringComparer.Ordinal);

    public PaymentFacts(DealerSales sales)
    {
        foreach (var part in sales.Payments.OrderBy(part => part.Date).ThenBy(part => part.Amount))
        {
            if (!_parts.TryGetValue(part.InvoiceNumber, out var list))
            {
                _parts.Add(part.InvoiceNumber, list = []);
            }

            list.Add(part);
        }

        foreach (var line in sales.Invoiced)
        {
            _totals[line.DocumentNumber] = _totals.GetValueOrDefault(line.DocumentNumber) + line.GrossAmount;
        }
    }

    /// <summary>By day, then amount.</summary>
    public IReadOnlyList<InvoicePaid> PartsOf(string invoice) => _parts.TryGetValue(invoice, out var list) ? list : [];

    /// <summary>Tax inclusive, over all its lines.</summary>
    public decimal TotalOf(string invoice) => _totals.GetValueOrDefault(invoice);
}
