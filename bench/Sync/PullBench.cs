using System.Globalization;
using DealerIntegration.Bench.Measuring;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Bench.Sync;

/// <summary>
/// A pull of sales orders over HTTP to canonical rows (取数同步), by the connector and pipeline of every day: of orders
/// of which every second one is known in an older state, or of orders that are all known as they are.
/// </summary>
internal sealed class PullBench : IBench
{
    private const int Pages = 40;

    private readonly bool _again;
    private BenchLab _lab = null!;
    private PartnerProcess _partner = null!;
    private CopyFloor _floor = null!;
    private int _orders;

    private PullBench(bool again) => _again = again;

    public string Name => _again ? "sync-again" : "sync-pull";

    public string Floor =>
        "the same pages fetched and thrown away, then COPY of the same orders and lines into tables with their keys";

    public string Baseline =>
        "the same pages as JsonDocument and one INSERT … ON CONFLICT a row through Dapper, a transaction a page; "
        + "a tenth measured, times ten";

    public long Rows { get; private set; }

    public int BaselineShare => 10;

    public IReadOnlyList<string> Remarks =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{_orders:N0} orders, {Rows - _orders:N0} lines, {Pages} pages; ")
            + (_again ? "all orders are known as they are" : "every second order is known in an older state")
            + "; the partner's own processor time is not counted.",
    ];

    public static PullBench First() => new(again: false);

    public static PullBench Again() => new(again: true);

    public async Task PrepareAsync(BenchLab lab, BenchScale scale, CancellationToken cancel)
    {
        _lab = lab;
        _orders = scale == BenchScale.Full ? 200_000 : 20_000;
        Rows = Enumerable.Range(0, _orders).Sum(order => 1L + PartnerOrders.LinesOf(order));
        _partner = lab.Keep(await PartnerProcess.StartAsync(_orders, _orders / Pages, cancel));
        await lab.SecretAsync("SAP_PASSWORD", "bench", cancel);
        await lab.ExecuteAsync(BenchSql.Load("sync-data"), cancel);
        await PullAsync("now", cancel);
        _floor = new CopyFloor(lab);
        await _floor.TakeAsync("canonical", "sales_order", cancel, "key");
        await _floor.TakeAsync("canonical", "sales_order_line", cancel, "seq, line_no");
        if (!_again)
        {
            await lab.ExecuteAsync("TRUNCATE canonical.sales_order, canonical.sales_order_line", cancel);
            await PullAsync("before", cancel);
        }

        await lab.ExecuteAsync(
            """
            INSERT INTO bench.before_order SELECT * FROM canonical.sales_order;
            INSERT INTO bench.before_line SELECT * FROM canonical.sales_order_line;
            """,
            cancel);
    }

    public async Task ResetAsync(CancellationToken cancel)
    {
        await _floor.ResetAsync(cancel);
        await _lab.ExecuteAsync(BenchSql.Load("sync-reset"), cancel);
        if (!_again)
        {
            await _lab.ExecuteAsync("TRUNCATE raw.page, raw.page_read", cancel);
        }
    }

    public async Task RunFloorAsync(CancellationToken cancel)
    {
        await PageReader.ReadAsync(_partner.Address, Pages, _ => Task.CompletedTask, cancel);
        await _floor.RunAsync(cancel);
    }

    public Task RunBaselineAsync(CancellationToken cancel) => PageReader.ReadAsync(
        _partner.Address,
        Pages / BaselineShare,
        page => _lab.Database.InTransactionAsync(
            (_, transaction) => RowByRowOrders.ImportAsync(transaction, page), cancel),
        cancel);

    public Task RunOursAsync(CancellationToken cancel) => PullAsync("now", cancel);

    public async Task CompareAsync(CancellationToken cancel)
    {
        var cents = Enumerable.Range(0, _orders).Sum(PartnerOrders.NetCents);
        var (orders, lines, net, different) = await _lab.AskAsync<(long, long, decimal, long)>(
            """
            WITH now AS (SELECT * FROM canonical.sales_order WHERE until_seq = 9223372036854775807),
                 line AS (SELECT n.number, l.* FROM now n JOIN canonical.sales_order_line l USING (seq))
            SELECT (SELECT count(*) FROM now), (SELECT count(*) FROM line), (SELECT sum(net_amount) FROM line),
                   (SELECT count(*) FROM bench.user_line u JOIN bench.user_order o USING (number)
                      LEFT JOIN line l ON l.number = u.number AND l.position = u.position
                     WHERE o.status = 'complete' AND l.net_amount IS DISTINCT FROM u.net)
            """,
            cancel);
        if (orders != _orders || orders + lines != Rows || net * 100 != cents || different != 0)
        {
            throw new BenchException(
                $"Of {Rows} rows with {cents} cents {orders + lines} with {net} were stored; {different} lines of the "
                + "baseline's tenth differ.");
        }
    }

    private Task<Run> PullAsync(string state, CancellationToken cancel) => _lab.RunAsync(
        new RunRequest(
            "import", "sap/orders", null, "bench",
            ImportRequest.Parameters(null, $"{_partner.Address}/{state}", null, null, true)),
        cancel);
}
