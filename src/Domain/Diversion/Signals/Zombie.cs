using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// A dead code on the market (死码复活): withdrawn, or sent back and at the principal. The goods were stolen, the code
/// was copied or an event is missing; no dealer answers for it.
/// </summary>
internal sealed class Zombie : ISignal
{
    public string Name => "zombie";

    public string Chinese => "死码复活";

    public bool Weighed => false;

    public Finding? Look(in ScanFacts facts)
    {
        var custody = facts.Custody;
        var since = Since(custody);
        return custody.State switch
        {
            CustodyState.Withdrawn => new Finding(
                Verdict.Undecided,
                Bearing.Against,
                new Told(
                    $"The code was withdrawn{since}, and no dealer answers for goods that should not exist.",
                    $"该码已注销{since.Chinese}，没有经销商对不应存在的货物负责。")),
            CustodyState.AtPrincipal when custody.FirstShipped <= facts.Scan.ScannedAt => new Finding(
                Verdict.Undecided,
                Bearing.Against,
                new Told(
                    $"The goods are back at the principal{since}; who put them on the market is not recorded.",
                    $"货物已退回厂家{since.Chinese}；没有记录说明谁把它们投放市场。")),
            _ => null,
        };
    }

    private static Told Since(Custody.Custody custody) => (custody.Since, custody.Document) switch
    {
        ({ } at, { } document) => new(
            $" on {at:yyyy-MM-dd} with document {document}", $"（{at:yyyy-MM-dd}，单据 {document}）"),
        ({ } at, null) => new($" on {at:yyyy-MM-dd}", $"（{at:yyyy-MM-dd}）"),
        (null, { } document) => new($" with document {document}", $"（单据 {document}）"),
        _ => default,
    };
}
