using DealerIntegration.Domain.Reconciliation.Causes.Lines;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// The quantity was counted in pieces instead of packs, or the reverse (计量单位差异), by the pack size that the product
/// master holds. Where the order names the dealer's count, ours is the wrong one.
/// </summary>
internal sealed class UnitOfMeasureCause : LineCause
{
    public override BreakCause Cause => BreakCause.UnitOfMeasure;

    public override IEnumerable<Reading> Readings(InvoiceEvidence evidence) =>
        [
            Counted(evidence, static (quantity, pack) => quantity * pack),
            Counted(evidence, static (quantity, pack) => quantity % pack == 0m ? quantity / pack : quantity),
        ];

    private static Reading Counted(InvoiceEvidence evidence, Func<decimal, long, decimal> count)
    {
        IReadOnlyList<LineEffect> effects =
        [
            .. from line in evidence.Lines
               where line.PackSize > 1
               let pack = line.PackSize.GetValueOrDefault()
               let counted = count(line.Quantity, pack)
               let effect = line.EffectOf(line.NetFor(counted))
               where effect != 0m
               select new LineEffect(
                   line,
                   effect,
                   $"{AmountText.Plain(line.Quantity)} {line.Unit} counted as {AmountText.Plain(counted)} "
                       + $"(pack of {pack})",
                   line.OrderQuantity == counted),
        ];
        var order = evidence.OrderNumber is { } number && effects.Any(effect => effect.OurCorrection) ? number : null;
        return order is null
            ? new Reading("Product master", [evidence.InvoiceNumber], effects)
            : new Reading($"Product master and order {order}", [evidence.InvoiceNumber, order], effects);
    }
}
