namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Rule of three (按比例).</summary>
internal static class Proportion
{
    /// <summary>whole × part ÷ of. The two usual cases need no division, hence lose no digit.</summary>
    public static decimal Of(decimal whole, decimal part, decimal of) =>
        whole == of ? part
        : part == of ? whole
        : whole * part / of;
}
