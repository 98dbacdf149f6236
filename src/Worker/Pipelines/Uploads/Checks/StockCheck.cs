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
/// was computed from. The rows are added as they are read, and looked at when all are known.
/// </summary>
internal sealed class StockCheck(FileAtWork file)
{
    private readonly CountedRowStore _rows = new(file.Transaction);
    private bool _begun;

    /// <summary>Takes rows of the file; of other kinds of files, and where nothing is to be compared, none.</summary>
    public async Task AddAsync(
        UploadDefinition definition, IReadOnlyList<MappedDocument> documents, CancellationToken cancel)
    {
        if (definition.Dataset != Datasets.Stock.Name
            || definition.Checks.ComputedStock is not { Severity: not CheckSeverity.Off })
        {
            return;
        }

        if (!_begun)
        {
            await _rows.BeginAsync(cancel);
            _begun = true;
        }

        await _rows.AddAsync(documents, cancel);
    }

    /// <summary>The rows so far are none.</summary>
    public void Forget() => _begun = false;

    /// <summary>What is strange about the rows, part by part.</summary>
    public async IAsyncEnumerable<IReadOnlyList<RowFinding>> FindAsync(UploadReading reading)
    {
        if (_begun)
        {
            var check = reading.Definition!.Checks.ComputedStock!;
            await foreach (var counts in _rows.FollowingAsync(reading.DealerCode, reading.FileName, file.Watermark))
            {
                yield return await FindAsync(file.Transaction, reading.DealerCode, counts, check);
            }
        }
    }

    private async Task<IReadOnlyList<RowFinding>> FindAsync(
        NpgsqlTransaction transaction, string dealer, IReadOnlyList<FollowingCount> counts, ComputedStockCheck check)
    {
        var since = await StockCountStore.SinceAsync(
            transaction, dealer, counts, file.Watermark, CancellationToken.None);
        var products = await StockCountStore.ProductsAsync(
            transaction, [.. counts.Select(c => c.On.ProductCode).Distinct()], CancellationToken.None);
        var findings = new List<RowFinding>();
        foreach (var count in counts)
        {
            var computed = ComputedStock.Of(
                products.GetValueOrDefault(count.On.ProductCode), count.OnHand, count.Unit, since[count.On]);
            if (computed?.IsStrange(check.Tolerance, check.TolerancePercent) == true)
            {
                findings.Add(new RowFinding(
                    count.Document, "on_hand", AmountText.Plain(count.OnHand), StockFindings.Of(computed),
                    SeverityOf(check, computed)));
            }
        }

        return findings;
    }

    // What is not fully reported proves nothing, so it never refuses a row.
    private static CheckSeverity SeverityOf(ComputedStockCheck check, ComputedStock computed) =>
        computed.IsComplete ? check.Severity : CheckSeverity.Warning;
}
