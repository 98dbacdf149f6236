namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>
/// What the policies of a set say to a product, found by reference: within one group of dealers the same product is
/// nearly always the same instance, and only a new instance asks the set by value.
/// </summary>
internal sealed class ProductVerdicts(PolicySet policies)
{
    private readonly Dictionary<ProductFacts, byte[]> _known = new(ReferenceEqualityComparer.Instance);

    public byte[] Of(ProductFacts product)
    {
        if (!_known.TryGetValue(product, out var verdicts))
        {
            _known.Add(product, verdicts = policies.VerdictsOn(product));
        }

        return verdicts;
    }
}
