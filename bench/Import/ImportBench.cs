using DealerIntegration.Bench.Measuring;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Bench.Import;

/// <summary>Import of invoice lines from CSV files (取数): as sent, mapped, canonical, certified.</summary>
internal sealed class ImportBench : IBench
{
    private BenchLab _lab = null!;
    private CopyFloor _floor = null!;
    private IReadOnlyList<string> _files = [];

    public string Name => "import";

    public string Floor => "COPY in of the same invoices and lines into tables of the same columns without keys";

    public string Baseline =>
        "CsvHelper and one INSERT … ON CONFLICT a row through Dapper in one transaction; a tenth measured, times ten";

    public long Rows { get; private set; }

    public int BaselineShare => 10;

    public async Task PrepareAsync(BenchLab lab, BenchScale scale, CancellationToken cancel)
    {
        var (files, lines) = scale == BenchScale.Full ? (100, 10_000) : (10, 3_000);
        _lab = lab;
        Rows = files * lines;
        _files = InvoiceFiles.Write(
            Directory.CreateDirectory(Path.Combine(lab.Folder, "files")).FullName, files, lines);
        await lab.ExecuteAsync(BenchSql.Load("import-data"), cancel);
        await RunOursAsync(cancel);
        _floor = new CopyFloor(lab);
        await _floor.TakeAsync("canonical", "invoice", cancel);
        await _floor.TakeAsync("canonical", "invoice_line", cancel);
    }

    public async Task ResetAsync(CancellationToken cancel)
    {
        await _floor.ResetAsync(cancel);
        await _lab.ExecuteAsync(
            "TRUNCATE canonical.invoice, canonical.invoice_line, canonical.dealer, raw.page", cancel);
    }

    public Task RunFloorAsync(CancellationToken cancel) => _floor.RunAsync(cancel);

    public async Task RunBaselineAsync(CancellationToken cancel)
    {
        await _lab.ExecuteAsync("TRUNCATE bench.user_invoice, bench.user_line", cancel);
        await _lab.Database.InTransactionAsync(
            (_, transaction) => RowByRow.ImportAsync(transaction, _files.Take(_files.Count / BaselineShare)), cancel);
    }

    public Task RunOursAsync(CancellationToken cancel) => _lab.RunAsync(
        new RunRequest(
            "import",
            "bench/invoices",
            null,
            "bench",
            ImportRequest.Parameters(
                Path.Combine(AppContext.BaseDirectory, "Import", "invoices.json"), Path.Combine(_lab.Folder, "files"))),
        cancel);

    public async Task CompareAsync(CancellationToken cancel)
    {
        var (lines, different) = await _lab.AskAsync<(long, long)>(
            """
            SELECT (SELECT count(*) FROM canonical.invoice_line),
                   count(*) FILTER (WHERE l.gross_amount IS DISTINCT FROM u.gross)
              FROM bench.user_line u
              LEFT JOIN canonical.invoice i ON i.number = u.number
              LEFT JOIN canonical.invoice_line l ON l.seq = i.seq AND l.position = u.position
            """,
            cancel);
        if (lines != Rows || different != 0)
        {
            throw new BenchException(
                $"Of {Rows} lines ours stored {lines}; {different} of those in the baseline's tenth differ.");
        }
    }
}
