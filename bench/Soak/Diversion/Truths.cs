using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>What is true of a scan, given what the records can tell.</summary>
internal static class Truths
{
    /// <summary>Goods away from home for a reason: whose they are must be known, else nothing can be said.</summary>
    public static Verdict Elsewhere(Verdict atHome, Verdict reason) =>
        atHome == Verdict.Undecided ? Verdict.Undecided : reason;

    /// <summary>Goods where they may be sold by consent: a missing movement is told before the consent.</summary>
    public static Verdict Granted(Verdict atHome) => atHome == Verdict.Clean ? Verdict.Authorised : atHome;

    /// <summary>Goods that were passed on, read with their new holder.</summary>
    public static Verdict AfterPassing(Passing passing, Carton carton, DateTimeOffset at)
    {
        var (leaving, arriving) = (passing.Leaving, passing.Arriving);
        var known = passing.Consignment.AtHome(carton, passing.LeftAt);
        if (leaving.Exists && leaving.Fate != Fate.WrongDealer && at >= leaving.At)
        {
            // Recorded after the arrival, the goods seem to leave somebody who no longer has them.
            var outOfOrder = arriving.Exists && arriving.At < leaving.At;
            return known is Verdict.Clean or Verdict.MissingRead && !outOfOrder
                ? Verdict.Authorised
                : Verdict.MissingRead;
        }

        return arriving.Exists && at >= arriving.At ? Verdict.MissingRead : Verdict.Explained;
    }
}
