using DealerIntegration.Domain.Diversion.Custody;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// A dead code on the market (死码复活): withdrawn, or sent back and at the principal. The goods were stolen, the code
/// was copied or an event is missing; no dealer answers for it.
/// </summary>
internal sealed class Zombie : ISignal
{
    public string Name => "zombie";

    public bool Weighed => false;

    public Finding? Look(in ScanFacts facts)
    {
        var custody = facts.Custody;
        return custody.State switch
        {
            CustodyState.Withdrawn => new Finding(
                Verdict.Undecided,
                Bearing.Against,
                $"The code was withdrawn{Since(custody)}, and no dealer answers for goods that should not exist."),
            CustodyState.AtPrincipal when custody.FirstShipped <= facts.Scan.ScannedAt => new Finding(
                Verdict.Undecided,
                Bearing.Against,
                $"The goods are back at the principal{Since(custody)}; who put them on the market is not recorded."),
            _ => null,
        };
    }

    private static string Since(Custody.Custody custody) =>
        (custody.Since is { } at ? $" on {at:yyyy-MM-dd}" : "")
        + (custody.Document is { } document ? $" with document {document}" : "");
}
