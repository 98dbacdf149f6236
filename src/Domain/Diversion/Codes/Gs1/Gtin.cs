namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>The number of a product (商品条码): 8, 12, 13 or 14 digits on the pack, 14 where it is compared.</summary>
internal static class Gtin
{
    /// <summary>Its application identifier.</summary>
    public const string Ai = "01";

    private const int Digits = 14;

    /// <summary>Filled up with zeros in front; what is no such number stays as it is.</summary>
    public static string Padded(string text) =>
        text.Length is 8 or 12 or 13 && CheckDigits.AllDigits(text) ? text.PadLeft(Digits, '0') : text;
}
