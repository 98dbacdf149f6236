using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Reconciliation.Stock;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads.Checks;

/// <summary>
/// Compares a dealer's stock list with the stock its documents come to (推算库存核对), and says of each strange count what it
/// was computed from.
/// </summary>
internal static class StockCheck
{
    private static readonly int Product = Datasets.Stock.IndexOf("product_code");
    private static readonly int AsOf = Datasets.Stock.IndexOf("as_of");
    private static readonly int OnHand = Datasets.Stock.IndexOf("on_hand");
    private static readonly int Unit = Datasets.Stock.IndexOf("unit");

    /// <summary>Whether such a file is compared at all.</summary>
    public static bool Applies(UploadDefinition? definition) => definition?.Dataset == Datasets.Stock.Name
        && definition.Checks.ComputedStock is { Severity: not CheckSeverity.Off };

    /// <param name="transaction">Where the file is judged.</param>
    /// <param name="reading">Tells the dealer and the definition.</param>
    /// <param name="documents">Rows of the file; all of a product, if any.</param>
    /// <param name="watermark">What was known then counts.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<IReadOnlyList<RowFinding>> FindAsync(
        NpgsqlTransaction transaction, UploadReading reading, IReadOnlyList<MappedDocument> documents, long watermark,
        CancellationToken cancel)
    {
        if (!Applies(reading.Definition) || documents.Count == 0)
        {
            return [];
        }

        var check = reading.Definition!.Checks.ComputedStock!;
        var counts = documents.Select(Count).Distinct().ToList();
        var since = await StockCountStore.SinceAsync(
            transaction, reading.DealerCode, counts, watermark, cancel);
        var products = await StockCountStore.ProductsAsync(
            transaction, [.. counts.Select(c => c.ProductCode).Distinct()], cancel);
        var earlierRows = documents.ToLookup(d => (string)d.Values[Product]!, StringComparer.Ordinal);
        var findings = new List<RowFinding>();
        foreach (var document in documents)
        {
            // Of several days in one list only the first follows a count that is known already.
            if (!since.TryGetValue(Count(document), out var known) || IsFollowed(document, earlierRows, known.Before))
            {
                continue;
            }

            var counted = (decimal)document.Values[OnHand]!;
            var computed = ComputedStock.Of(
                products.GetValueOrDefault((string)document.Values[Product]!), counted,
                document.Values[Unit] as string, known);
            if (computed?.IsStrange(check.Tolerance, check.TolerancePercent) == true)
            {
                findings.Add(new RowFinding(
                    document, "on_hand", AmountText.Plain(counted), StockFindings.Of(computed),
                    SeverityOf(check, computed)));
            }
        }

        return findings;
    }

    // What is not fully reported proves nothing, so it never refuses a row.
    private static CheckSeverity SeverityOf(ComputedStockCheck check, ComputedStock computed) =>
        computed.IsComplete ? check.Severity : CheckSeverity.Warning;

    private static bool IsFollowed(
        MappedDocument document, ILookup<string, MappedDocument> rows, EarlierCount before) =>
        rows[(string)document.Values[Product]!].Any(other =>
            (DateOnly)other.Values[AsOf]! < (DateOnly)document.Values[AsOf]!
            && (DateOnly)other.Values[AsOf]! > before.AsOf);

    private static CountedOn Count(MappedDocument document) =>
        new((string)document.Values[Product]!, (DateOnly)document.Values[AsOf]!);
}
