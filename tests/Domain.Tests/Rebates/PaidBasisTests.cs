using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class PaidBasisTests
{
    private static readonly RebatePolicy OnPayment = Policies.Of(Policies.Flat(10m)) with
    {
        Basis = new PolicyBasis(BasisDocument.Paid, BasisMeasure.Value, TaxInclusive: false, NetOfReturns: true),
    };

    [Fact]
    public void An_invoice_counts_in_the_month_in_which_it_is_paid_and_in_the_part_that_is_paid()
    {
        var sales = Sales((4, 20, 56.50m), (4, 25, 28.25m), (11, 2, 28.25m));
        var april = Policies.Calculate([OnPayment], new Period(2026, 4), sales).Single();
        Assert.Equal(75m, april.BasisAmount);
        Assert.Equal(["10/1", "20/1", "10/2", "20/2"], april.Trace.OrderBy(t => t.Date).Select(t => t.Position));
        Assert.Equal(25m, Policies.Calculate([OnPayment], new Period(2026, 11), sales).Single().BasisAmount);
    }

    [Fact]
    public void The_parts_of_a_line_add_up_to_it_to_the_cent_once_all_is_paid()
    {
        var sales = Sales((4, 1, 33.33m), (4, 2, 33.33m), (4, 3, 46.34m), (4, 4, 20m));
        var result = Policies.Calculate([OnPayment], new Period(2026, 4), sales).Single();
        Assert.Equal(100m, result.Trace.Sum(line => line.Contribution));
    }

    [Fact]
    public void A_credit_note_counts_on_its_own_day()
    {
        var sales = Policies.Sales(Policies.Line(0, -40m, -1m));
        Assert.Equal(-40m, Policies.Calculate([OnPayment], Policies.October, sales).Single().BasisAmount);
    }

    private static DealerSales Sales(params (int Month, int Day, decimal Amount)[] payments)
    {
        RebateLine[] lines = [Policies.Line(0, 70m), Policies.Line(1, 30m)];
        return Policies.Sales([.. lines.Select(line => line with { Date = new DateOnly(2026, 3, 30) })]) with
        {
            Payments = [.. payments.Select(p =>
                new InvoicePaid("INV-000", new DateOnly(2026, p.Month, p.Day), p.Amount))],
        };
    }
}
