namespace DealerIntegration.Simulators.Business;

/// <summary>The one rounding of the seeded business: to cents, half away from zero (四舍五入到分).</summary>
internal static class Cents
{
    public static decimal HalfUp(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}
