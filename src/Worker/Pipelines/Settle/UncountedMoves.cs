using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>Names volume that no rebate counts because of its currency, for finance (币种不符的窜货调整量).</summary>
internal static class UncountedMoves
{
    public const string Code = "moved-volume-currency";

    public static IReadOnlyList<RejectedRow> ToRows(IEnumerable<UncountedMove> moves) => [.. moves.Select(ToRow)];

    private static RejectedRow ToRow(UncountedMove move)
    {
        var (line, policies) = (move.Line, move.Policies);
        var theirs = string.Join(", ", policies.Select(p => p.Currency).Distinct().Order(StringComparer.Ordinal));
        return new RejectedRow(
            "volume_move",
            line.DocumentNumber,
            new Place($"case {line.DocumentNumber}", Column: "currency"),
            move.Currency,
            Code,
            $"A ruling moved {line.Quantity:0.####} items of {line.Product.Code}, worth "
            + $"{AmountText.Of(line.NetAmount)} {move.Currency} without tax, into the figures of dealer "
            + $"{move.DealerCode} on {line.Date:yyyy-MM-dd}, but its rebates are in {theirs} "
            + $"({string.Join(", ", policies.Select(p => p.Code))}): no policy counts them.",
            $"Settle their part with the dealer by hand, or add a policy in {move.Currency} that names it and settle "
            + $"again; ./hub cases show {line.DocumentNumber} tells the case.");
    }
}
