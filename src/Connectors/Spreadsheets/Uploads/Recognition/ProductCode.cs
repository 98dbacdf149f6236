namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// Finds our product behind what a dealer wrote (商品编码解析): its own code as mapped, our code in any case of letters, or
/// the barcode of one of our products.
/// </summary>
internal static class ProductCode
{
    /// <param name="written">Folded.</param>
    /// <returns>Null: no such product.</returns>
    public static string? Resolve(string written, IUploadKnowledge knowledge)
    {
        if (knowledge.Codes.Product(written) is { } mapped)
        {
            return mapped;
        }

        if (knowledge.IsProduct(written))
        {
            return written;
        }

        var upper = written.ToUpperInvariant();
        return knowledge.IsProduct(upper) ? upper : knowledge.ProductOf(written);
    }
}
