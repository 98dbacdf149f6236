namespace DealerIntegration.Domain.Reconciliation.Clearing;

/// <summary>What is open for as long as a band says (账龄分析): one line of an ageing.</summary>
public sealed record AgeLine(AgeBand Band, int Documents, decimal Amount)
{
    /// <summary>A line for every band, in their order; the amounts add up to what is open.</summary>
    /// <param name="open">In one currency.</param>
    public static IReadOnlyList<AgeLine> Of(IReadOnlyCollection<OpenAmount> open, IReadOnlyList<AgeBand> bands)
    {
        var byBand = open.ToLookup(item => item.Band);
        return [.. bands.Select(band => new AgeLine(band, byBand[band].Count(), byBand[band].Sum(i => i.Amount)))];
    }
}
