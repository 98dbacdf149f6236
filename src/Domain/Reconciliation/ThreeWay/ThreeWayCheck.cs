using System.Globalization;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.ThreeWay;

/// <summary>
/// An order line with what was received of it and what an invoice asks for (订单行、收货、发票行). Without tax.
/// </summary>
/// <param name="OrderPrice">For one unit, as ordered.</param>
/// <param name="Value">What was received comes to as ordered: at that price, less the discount of the order.</param>
/// <param name="InvoicePrice">For one unit, as invoiced.</param>
public sealed record ThreeWayLine(
    string Order, string Position, decimal OrderPrice, decimal Received, decimal Value, decimal Invoiced,
    decimal InvoicePrice, decimal InvoiceAmount);

/// <summary>One of the three checks (单项核对): both figures, how far apart they are and what is allowed.</summary>
public sealed record CheckedFigure(string Name, decimal Expected, decimal Actual, decimal Allowed)
{
    public bool Passes => Math.Abs(Actual - Expected) <= Allowed * Math.Abs(Expected);

    public string Arithmetic =>
        $"{Name}: {AmountText.Of(Actual)} − {AmountText.Of(Expected)} = {AmountText.Of(Actual - Expected)}{Share}, "
        + $"allowed {Percent(Allowed)}: {(Passes ? "pass" : "fail")}";

    private string Share => Expected == 0m ? "" : $" ({Percent((Actual - Expected) / Math.Abs(Expected))})";

    private static string Percent(decimal fraction) =>
        (fraction * 100m).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}

/// <summary>The verdicts on an order line (三单匹配结论). Where all three pass nobody has to act.</summary>
public sealed record ThreeWayVerdict(CheckedFigure Quantity, CheckedFigure Price, CheckedFigure Total)
{
    public bool IsTolerated => Quantity.Passes && Price.Passes && Total.Passes;

    public string Arithmetic => $"{Quantity.Arithmetic}; {Price.Arithmetic}; {Total.Arithmetic}";
}

/// <summary>Compares order, receipt and invoice of an order line (三单匹配).</summary>
public static class ThreeWayCheck
{
    public static ThreeWayVerdict Of(ThreeWayLine line, ThreeWayTolerances tolerances) => new(
        new CheckedFigure("quantity", line.Received, line.Invoiced, tolerances.Quantity),
        new CheckedFigure("price", line.OrderPrice, line.InvoicePrice, tolerances.Price),
        new CheckedFigure("total", line.Value, line.InvoiceAmount, tolerances.Total));

    /// <summary>
    /// Puts the verdicts on the differences of a result. They change no sum: a tolerated difference stays one, with its
    /// cause, and is marked as asking for nothing.
    /// </summary>
    public static ReconciliationResult Judge(
        ReconciliationResult result, IReadOnlyDictionary<string, ThreeWayLine> lines, ThreeWayTolerances tolerances) =>
        lines.Count == 0
            ? result
            : result with
            {
                Breaks = [.. result.Breaks.Select(found =>
                    found is { Kind: BreakKind.Unequal, Ours: { } ours } && lines.TryGetValue(ours.Id, out var line)
                        ? found with { ThreeWay = Of(line, tolerances) }
                        : found)],
            };
}
