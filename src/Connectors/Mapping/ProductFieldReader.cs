using DealerIntegration.Connectors.Mapping.Converting;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>A field that is the exact product of others (quantity × price): every decimal place is kept.</summary>
internal sealed class ProductFieldReader(FieldSpec spec, List<string> factors, ConditionTest? negateWhen)
    : FieldReader(spec, negateWhen)
{
    public override IEnumerable<string> Paths => factors;

    public override string? Column => null;

    protected override object? ReadUnsigned(in Row row, List<Problem> problems)
    {
        var before = problems.Count;
        decimal product = 1;
        var exact = true;
        foreach (var path in factors)
        {
            var factor = Factor(path, row, problems);
            if (factor is null)
            {
                return problems.Count > before ? null : Missing(path, problems);
            }

            exact &= TryMultiply(ref product, factor.Value);
        }

        return exact ? product : NotExact(problems);
    }

    private static decimal? Factor(string path, in Row row, List<Problem> problems)
    {
        if (!row.TryGet(path, out var text))
        {
            problems.Add(Problem.NoSuchPath(path));
            return null;
        }

        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (Numbers.Decimal(text, out var value) is { } complaint)
        {
            problems.Add(new Problem(complaint.Code, path, text, complaint.Message, complaint.Remedy));
            return null;
        }

        return (decimal?)value;
    }

    // The product of two decimals has the sum of their scales; a smaller scale means that digits were rounded away.
    private static bool TryMultiply(ref decimal product, decimal factor)
    {
        try
        {
            var scale = product.Scale + factor.Scale;
            product *= factor;
            return product.Scale == scale;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private object? Missing(string path, List<Problem> problems)
    {
        if (Spec.Required)
        {
            problems.Add(Problem.Missing(Spec.Name, path));
        }

        return null;
    }

    private object? NotExact(List<Problem> problems)
    {
        problems.Add(new Problem(
            "not-exact",
            factors[0],
            null,
            $"'{Spec.Name}' has more digits than can be kept exactly ({string.Join(" × ", factors)}).",
            "Send fewer decimals, or map an amount that the source computed itself."));
        return null;
    }
}
