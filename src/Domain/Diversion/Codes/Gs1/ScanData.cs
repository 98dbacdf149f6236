namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>What a symbol holds (扫描内容).</summary>
internal enum SymbolContent
{
    /// <summary>Text without any structure of GS1; it may still be a link or a bracketed code.</summary>
    Text,

    /// <summary>An element string.</summary>
    Elements,

    /// <summary>The digits of a product (EAN/UPC).</summary>
    Product,
}

/// <summary>
/// What a scanner sends with a symbology identifier in front (码制标识): <c>]C1</c> GS1-128, <c>]e0</c> DataBar,
/// <c>]d2</c> DataMatrix, <c>]Q3</c> QR and <c>]J1</c> DotCode hold element strings, <c>]E0</c> and <c>]E4</c> a
/// product.
/// </summary>
/// <param name="Data">Without the identifier.</param>
/// <param name="Composite">Element string of the small symbol printed above a linear one; null: none.</param>
internal sealed record ScanData(
    string Symbology, SymbolContent Content, string Data, string? Composite, CodeProblem? Problem)
{
    public const char Start = ']';

    private const int IdentifierLength = 3;
    private const string CompositeStart = "|]e0";

    private static readonly string[] OfElements = ["C1", "e0", "d2", "Q3", "J1"];

    // Letters of ISO/IEC 15424 for the symbologies that hold plain text, with any modifier.
    private const string OfText = "ACFGILQXcdhzJ";

    public static ScanData Read(string text)
    {
        if (text.Length < IdentifierLength || text[0] != Start)
        {
            return Wrong("", $"'{text}' does not start with a symbology identifier.");
        }

        var symbology = text[1..IdentifierLength];
        var data = text[IdentifierLength..];
        if (OfElements.Contains(symbology))
        {
            return data.Length == 0
                ? Wrong(symbology, "The GS1 symbol is empty.")
                : new ScanData(symbology, SymbolContent.Elements, data, null, null);
        }

        return symbology switch
        {
            "E0" => Product(symbology, data, 13),
            "E4" => Product(symbology, data, 8),
            _ when OfText.Contains(symbology[0], StringComparison.Ordinal) && char.IsAsciiDigit(symbology[1]) =>
                new ScanData(symbology, SymbolContent.Text, data, null, null),
            _ => Wrong(symbology, $"']{symbology}' is no known symbology."),
        };
    }

    private static ScanData Product(string symbology, string data, int length)
    {
        var cut = data.IndexOf(CompositeStart, StringComparison.Ordinal);
        var digits = cut < 0 ? data : data[..cut];
        var composite = cut < 0 ? null : data[(cut + CompositeStart.Length)..];
        return digits.Length == length && CheckDigits.EndsInMod10(digits)
            ? new ScanData(symbology, SymbolContent.Product, digits, composite, null)
            : Wrong(symbology, $"'{digits}' is no product number of {length} digits with a right check digit.");
    }

    private static ScanData Wrong(string symbology, string reason) =>
        new(symbology, SymbolContent.Text, "", null, new CodeProblem(reason, "Scan the code again."));
}
