using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.RebatePool;

/// <summary>What somebody wants to draw (返利使用申请).</summary>
/// <param name="Row">Where it stands in the file.</param>
/// <param name="Purse">From what.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="Reference">The order, invoice or payment that uses it.</param>
public sealed record DrawRequest(int Row, Purse Purse, decimal Amount, string Reference);

/// <summary>
/// Drawings of one file (返利使用): all of them, or none and why. Rows draw in the order of the file, so a row sees what
/// the rows above it have left.
/// </summary>
public sealed record PoolDraws(
    IReadOnlyList<(DrawRequest Request, IReadOnlyList<PoolPart> Parts)> Drawn, IReadOnlyList<string> Refusals)
{
    public static PoolDraws Of(PoolBook book, IReadOnlyList<DrawRequest> requests)
    {
        var refusals = new List<string>();
        var drawn = new List<(DrawRequest, IReadOnlyList<PoolPart>)>();
        var before = new Dictionary<Purse, List<DrawRequest>>();
        foreach (var request in requests)
        {
            if (!before.TryGetValue(request.Purse, out var rows))
            {
                before.Add(request.Purse, rows = []);
            }

            var left = book.Left(request.Purse);
            if (left < request.Amount)
            {
                refusals.Add(Refusal(request, left, rows));
                continue;
            }

            drawn.Add((request, book.Take(request.Purse, request.Amount)));
            rows.Add(request);
        }

        return refusals.Count > 0 ? new PoolDraws([], refusals) : new PoolDraws(drawn, []);
    }

    private static string Refusal(DrawRequest request, decimal left, List<DrawRequest> rows)
    {
        var purse = request.Purse;
        var held = left + rows.Sum(r => r.Amount);
        var less = string.Concat(rows.Select(r => $" − {AmountText.Of(r.Amount)} (row {r.Row})"));
        return $"row {request.Row}: {purse.DealerCode} draws {AmountText.Of(request.Amount)} {purse.Currency} for "
            + $"{request.Reference}, but {AmountText.Of(left)} is left"
            + (rows.Count == 0 ? "" : $": {AmountText.Of(held)}{less}")
            + (purse.Form == PayoutCodes.Pool ? "." : $" for {purse.Form}.");
    }
}
