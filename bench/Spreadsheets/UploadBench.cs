using DealerIntegration.Bench.Measuring;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Uploads;

namespace DealerIntegration.Bench.Spreadsheets;

/// <summary>A dealer's stock list from the bytes of its workbook to canonical rows (收取库存表).</summary>
internal sealed class UploadBench : IBench
{
    private const string Source = "dealer-files";
    private const int Batch = 5_000;

    private BenchLab _lab = null!;
    private IReadOnlyList<UploadDefinition> _definitions = [];
    private byte[] _file = [];
    private decimal _onHand;
    private long _run;

    public string Name => "spreadsheets-upload";

    public string Floor => "the same documents from memory through the same upsert, in batches of the same size";

    public string? Baseline => null;

    public long Rows { get; private set; }

    public int BaselineShare => 1;

    public async Task PrepareAsync(BenchLab lab, BenchScale scale, CancellationToken cancel)
    {
        _lab = lab;
        Rows = scale == BenchScale.Full ? 1_000_000 : 50_000;
        _definitions = UploadDefinitions.Load(Path.Combine(lab.Paths.Config, "uploads"));
        var path = Path.Combine(lab.Folder, "stock.xlsx");
        StockWorkbook.Write(path, (int)Rows);
        _file = await File.ReadAllBytesAsync(path, cancel);
        _onHand = StockLines.Of((int)Rows).Sum(l => l.OnHand);
        await lab.ExecuteAsync(BenchSql.Load("bench-run"), cancel);
        _run = await lab.AskAsync<long>("SELECT max(id) FROM ops.run", cancel);
        await RunOursAsync(cancel);
    }

    public Task ResetAsync(CancellationToken cancel) => _lab.ExecuteAsync("TRUNCATE canonical.stock", cancel);

    // Made one after the other: a million documents in memory would be memory of ours, too.
    public Task RunFloorAsync(CancellationToken cancel) => _lab.Database.InTransactionAsync(
        async (_, transaction) =>
        {
            var sink = new CanonicalSink(transaction, Source, _run);
            foreach (var lines in StockLines.Of((int)Rows).Chunk(Batch))
            {
                MappedDocument[] documents = [.. lines.Select(StockLines.Document)];
                await sink.TakeAsync(Datasets.Stock, documents, cancel);
            }
        },
        cancel);

    public Task RunBaselineAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task RunOursAsync(CancellationToken cancel) => _lab.Database.InTransactionAsync(
        async (_, transaction) =>
        {
            var file = OpenedFile.Open(_file, "stock.xlsx", OldWorkbooks.Process(), FileReading.Wide);
            var reading = await UploadReader.ReadAsync(
                file, StockLines.Dealer, _definitions, new StockLines.Knowledge(),
                new CanonicalSink(transaction, Source, _run), cancel);
            if (reading.Problems.Count > 0)
            {
                throw new BenchException($"The file was not clean: {reading.Problems[0]}");
            }
        },
        cancel);

    public async Task CompareAsync(CancellationToken cancel)
    {
        var (rows, onHand) = await _lab.AskAsync<(long, decimal)>(
            "SELECT count(*), sum(on_hand) FROM canonical.stock", cancel);
        if (rows != Rows || onHand != _onHand)
        {
            throw new BenchException($"Of {Rows} rows with {_onHand} on hand, {rows} with {onHand} were stored.");
        }
    }
}
