namespace DealerIntegration.Simulators.Business;

/// <summary>How a dealer copies our document number (单据号): mostly as it is, sometimes in its own way.</summary>
internal static class ReferenceStyle
{
    public static string AsDealersWrite(string reference, Dice dice)
    {
        var digits = reference.All(char.IsAsciiDigit);
        return dice.Between(1, 20) switch
        {
            1 => digits ? "00" + reference : reference.ToLowerInvariant(),
            2 => reference[..4] + " " + reference[4..],
            3 => digits ? "INV-" + reference : " " + reference,
            4 => digits ? "inv-" + reference : reference.ToLowerInvariant() + " ",
            _ => reference,
        };
    }
}
