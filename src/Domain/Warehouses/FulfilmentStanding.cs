using System.Globalization;

namespace DealerIntegration.Domain.Warehouses;

/// <summary>Where a document stands, the gravest first (履约状态).</summary>
public enum FulfilmentCode
{
    /// <summary>Goods moved although the document was refused or taken back (已取消仍出入库).</summary>
    MovedThoughEnded,

    /// <summary>The warehouse's reports and its list state different quantities (回传与查询不一致).</summary>
    TwoAccounts,

    /// <summary>Goods moved that nobody ordered (错发).</summary>
    WrongProduct,

    /// <summary>More moved than was ordered (超发).</summary>
    Over,

    /// <summary>The warehouse reports a trouble (异常).</summary>
    Exception,

    /// <summary>The warehouse, or its gateway, did not take the document (拒单).</summary>
    Refused,

    /// <summary>Closed with less than was ordered (短发).</summary>
    Short,

    /// <summary>Open, and nothing was heard for too long (超期未回传).</summary>
    Silent,

    /// <summary>Said to be done, but the quantities told do not make it up yet (未报数量).</summary>
    QuantityNotTold,

    /// <summary>Not with the warehouse yet (未送达).</summary>
    NotSent,

    /// <summary>With the warehouse, and nothing moved yet (待处理).</summary>
    Waiting,

    /// <summary>Some moved, more is to come (部分完成).</summary>
    Partly,

    /// <summary>Taken back before anything moved (已取消).</summary>
    Cancelled,

    /// <summary>Everything moved, no more and no less (已完成).</summary>
    Complete,
}

/// <summary>Why a document stands where it stands, with the figures (履约原因).</summary>
public sealed record FulfilmentReason(FulfilmentCode Code, string Message);

/// <summary>What became of a document (单据履约).</summary>
/// <param name="IsClosed">The warehouse does no more on it.</param>
/// <param name="Reasons">The gravest first; empty when it is complete.</param>
public sealed record FulfilmentStanding(
    WarehouseOrder Order,
    bool IsClosed,
    IReadOnlyList<LineFulfilment> Lines,
    IReadOnlyList<FulfilmentReason> Reasons)
{
    public FulfilmentCode Code => Reasons.Count > 0 ? Reasons[0].Code : FulfilmentCode.Complete;
}

/// <summary>What became of a line (单据行履约).</summary>
/// <param name="Parts">What moved, report by report.</param>
public sealed record LineFulfilment(
    WarehouseOrderLine Ordered, GoodsWay Way, IReadOnlyList<decimal> Parts, bool IsClosed)
{
    public decimal Moved => Parts.Sum();

    /// <summary>What the warehouse still has to do (未完成数量).</summary>
    public decimal Outstanding => IsClosed ? 0m : Math.Max(0m, Ordered.Quantity - Moved);

    /// <summary>What it will not do any more (短少数量).</summary>
    public decimal Missing => IsClosed ? Math.Max(0m, Ordered.Quantity - Moved) : 0m;

    public decimal Excess => Math.Max(0m, Moved - Ordered.Quantity);

    /// <summary>For example <c>ordered 10 = shipped 6 (2 + 4) + 4 outstanding</c>.</summary>
    public string Arithmetic
    {
        get
        {
            var (asked, done) = Way == GoodsWay.Out ? ("ordered", "shipped") : ("expected", "received");
            var parts = Parts.Count > 1 ? $" ({string.Join(" + ", Parts.Select(Text))})" : "";
            var rest = Outstanding > 0m ? $" + {Text(Outstanding)} outstanding"
                : Missing > 0m ? $" + {Text(Missing)} not {done}"
                : Excess > 0m ? $" − {Text(Excess)} too many" : "";
            return $"{asked} {Text(Ordered.Quantity)} = {done} {Text(Moved)}{parts}{rest}";
        }
    }

    internal static string Text(decimal quantity) =>
        quantity.ToString("0.############################", CultureInfo.InvariantCulture);
}
