using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>What has to be loaded to settle a month by a set of policies (取数范围).</summary>
/// <param name="Documents">Kinds of documents; <c>paid</c> stands here as invoices together with payments.</param>
/// <param name="First">First day of any document that can matter, history for growth included.</param>
/// <param name="Last">Last day.</param>
/// <param name="Payments">All that is known of them, also after the last day: an invoice of the period may be paid
/// later.</param>
/// <param name="PaidInvoices">Also invoices of any date, where something was paid on them between the two days.</param>
public sealed record PolicyNeeds(
    IReadOnlySet<BasisDocument> Documents,
    DateOnly First,
    DateOnly Last,
    bool Payments,
    bool PaidInvoices,
    bool Stock,
    bool SellThrough,
    bool Activations,
    bool Rulings,
    bool MovedVolume)
{
    internal static PolicyNeeds Of(PolicySet policies, Period month)
    {
        var needs = new PolicyNeeds(
            new HashSet<BasisDocument>(), month.Start, month.End, false, false, false, false, false,
            false, false);
        var plan = policies.Plan(month);
        for (var i = 0; i < policies.Policies.Count; i++)
        {
            var policy = policies.Policies[i];
            foreach (var period in plan.Of(i))
            {
                needs = needs.With(policy, period);
            }
        }

        return needs;
    }

    private PolicyNeeds With(RebatePolicy policy, EarningPeriod period)
    {
        var source = policy.Rule.Source(policy.Basis);
        var documents = new HashSet<BasisDocument>(Documents);
        documents.UnionWith(source switch
        {
            LineSource.Ordered => [BasisDocument.Ordered],
            LineSource.Shipped => [BasisDocument.Shipped],
            LineSource.Invoiced or LineSource.Paid => [BasisDocument.Invoiced],
            _ => [],
        });
        documents.UnionWith(policy.Rule.AlsoReads);
        var first = policy.Rule.FirstDay(policy, period);
        return this with
        {
            Documents = documents,
            First = first < First ? first : First,
            Payments = Payments || policy.ReadsPayments(),
            PaidInvoices = PaidInvoices || source == LineSource.Paid,
            Stock = Stock || source == LineSource.Stock,
            SellThrough = SellThrough || source == LineSource.SellThrough,
            Activations = Activations || source == LineSource.Activations,
            Rulings = Rulings || policy.Penalty is not null,
            MovedVolume = MovedVolume || policy.CountsMovedVolume(),
        };
    }
}
