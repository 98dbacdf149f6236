using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>The principal agreed in writing to a sale across (跨区销售许可).</summary>
internal sealed class Permission : ISignal
{
    public string Name => "permission";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts) =>
        facts.Answer is not { Standing: TerritoryStanding.Permitted, Contract: { } line }
            ? null
            : new Finding(
                Verdict.Authorised,
                Bearing.Against,
                $"Consent {line.Reference} lets dealer {line.DealerCode} sell "
                + $"{(line.ProductCode is null ? "all goods" : $"product {line.ProductCode}")} in {line.AreaCode} "
                + $"from {line.ValidFrom:yyyy-MM-dd}{(line.ValidTo is { } last ? $" to {last:yyyy-MM-dd}" : "")}.");
}
