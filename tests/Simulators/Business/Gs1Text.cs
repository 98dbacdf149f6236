namespace DealerIntegration.Simulators.Business;

/// <summary>
/// GS1 codes (GS1 编码) of the principal's company prefix, and the ways in which different people write one: printed with
/// brackets in the warehouse, as a URN in events, as a web address behind the QR code that buyers scan.
/// </summary>
internal static class Gs1Text
{
    private const string Prefix = "6901234";

    /// <summary>A single piece: the product's number, and a serial.</summary>
    public static string Item(Product product, string serial) => $"(01)0{product.Gtin}(21){serial}";

    /// <summary>A carton or pallet by its running number (SSCC).</summary>
    public static string Unit(int number)
    {
        var digits = $"3{Prefix}{number:000000000}";
        var sum = digits.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 3 : 1)).Sum();
        return $"(00){digits}{(10 - (sum % 10)) % 10}";
    }

    public static string Urn(string printed) => Split(printed) switch
    {
        ("00", var unit, _) => $"urn:epc:id:sscc:{Prefix}.{unit[0]}{unit[(1 + Prefix.Length)..^1]}",
        (_, var gtin, var serial) => $"urn:epc:id:sgtin:{Prefix}.{gtin[0]}{gtin[(1 + Prefix.Length)..^1]}.{serial}",
    };

    public static string Link(string printed) => Split(printed) switch
    {
        ("00", var unit, _) => $"https://id.gs1.org/00/{unit}",
        (_, var gtin, var serial) => $"https://id.gs1.org/01/{gtin}/21/{serial}",
    };

    private static (string Key, string Value, string Serial) Split(string printed)
    {
        var parts = printed.Split('(', ')');
        return (parts[1], parts[2], parts.Length > 4 ? parts[4] : "");
    }
}
