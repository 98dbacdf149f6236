namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// The fields of our documents on their way out, so that a misspelt one is told when the file is read.
/// </summary>
internal static class PayloadFields
{
    private static readonly string[] Note = ["dealer_code", "currency", "amount", "text", "period"];

    private static readonly Dictionary<string, (string[] Header, string[] Line)> Known = new(StringComparer.Ordinal)
    {
        ["sales-order"] = (
            ["number", "dealer_code", "order_date", "requested_date", "currency"],
            ["position", "product_code", "quantity", "unit", "unit_price"]),
        ["delivery-order"] = (
            ["number", "dealer_code", "warehouse_code", "order_number"],
            ["position", "product_code", "quantity"]),
        ["free-goods"] = (
            ["dealer_code", "currency", "text", "period"],
            ["product_code", "quantity"]),
        ["credit-note"] = (Note, []),
        ["debit-note"] = (Note, []),
    };

    public static IEnumerable<string> Kinds => Known.Keys;

    /// <summary>What a path may name: of the document, or of a line with the document's behind a slash.</summary>
    public static IReadOnlyList<string> Of(string kind, bool isLine)
    {
        string[] header = [.. Known[kind].Header, "@key", "@dealer", "@kind"];
        return isLine ? [.. Known[kind].Line, .. header.Select(h => $"/{h}")] : header;
    }
}
