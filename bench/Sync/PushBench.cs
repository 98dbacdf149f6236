using System.Globalization;
using System.Text;
using DealerIntegration.Bench.Measuring;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Sap;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Bench.Sync;

/// <summary>
/// Orders out of the outbox to a partner (推送): each key stored before the first send, each number stored with its
/// outcome, each attempt committed by itself.
/// </summary>
internal sealed class PushBench : IBench
{
    private const int Orders = 2_000;

    private BenchLab _lab = null!;
    private PartnerProcess _partner = null!;
    private int _round;

    public string Name => "sync-push";

    public string Floor => "the same orders as bare POSTs one after the other, nothing stored";

    public string? Baseline => null;

    public long Rows => Orders;

    public int BaselineShare => 1;

    public IReadOnlyList<string> Remarks =>
        ["rows are orders; each takes three commits to disk: key and attempt before the send, outcome after it."];

    public async Task PrepareAsync(BenchLab lab, BenchScale scale, CancellationToken cancel)
    {
        _lab = lab;
        _partner = lab.Keep(await PartnerProcess.StartAsync(orders: 1, pageSize: 1, cancel));
        await lab.SecretAsync("SAP_PASSWORD", "bench", cancel);
        await lab.ExecuteAsync(BenchSql.Load("bench-run"), cancel);
        var file = Path.Combine(lab.Paths.Config, "connectors", "sap.json");
        var text = await File.ReadAllTextAsync(file, cancel);
        await File.WriteAllTextAsync(
            file,
            text.Replace("http://127.0.0.1:8101", _partner.Address, StringComparison.Ordinal)
                .Replace("\"batch\": 10", "\"batch\": 1", StringComparison.Ordinal),
            cancel);
        await ResetAsync(cancel);
        await RunOursAsync(cancel);
    }

    // New keys each time: the partner keeps what it was sent.
    public Task ResetAsync(CancellationToken cancel) => _lab.Database.InTransactionAsync(
        async (_, transaction) =>
        {
            _round++;
            await Sql.ExecuteAsync(transaction, "TRUNCATE delivery.attempt, delivery.outbox", cancel);
            await OutboxStore.AddAsync(
                transaction,
                [.. Documents().Select(d => new OutboxEntry("sap", d.Kind, d.Key, d.DealerCode, d.Payload))],
                1,
                cancel);
        },
        cancel);

    public async Task RunFloorAsync(CancellationToken cancel)
    {
        using var client = new HttpClient();
        var address = new Uri($"{_partner.Address}/{PartnerOrders.List}");
        var settings = new SapSettings();
        foreach (var document in Documents())
        {
            var json = SapDocument.Of(document, settings).Body;
            using var body = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(address, body, cancel);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync(cancel);
        }
    }

    public Task RunBaselineAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task RunOursAsync(CancellationToken cancel) =>
        _lab.RunAsync(new RunRequest("deliver", "sap", null, "bench"), cancel);

    public async Task CompareAsync(CancellationToken cancel)
    {
        using var client = new HttpClient();
        var told = await client.GetStringAsync(new Uri($"{_partner.Address}/posted"), cancel);
        var sent = _round * Orders;
        var (done, numbers) = await _lab.AskAsync<(long, long)>(
            """
            SELECT count(*), count(DISTINCT partner_number) FROM delivery.outbox WHERE status = 'done' AND attempts = 1
            """,
            cancel);
        if (done != Orders || numbers != Orders || told != $"{sent} {sent}")
        {
            throw new BenchException(
                $"Of {Orders} orders {done} are done, with {numbers} numbers; of {sent} keys in all rounds the partner "
                + $"has (keys, orders) {told}.");
        }
    }

    private IEnumerable<PushDocument> Documents() => Enumerable.Range(1, Orders).Select(i => new PushDocument(
        "sales-order",
        string.Create(CultureInfo.InvariantCulture, $"BENCH-{_round}-{i:00000}"),
        $"D{i % 500:0000}",
        """
        {"currency":"CNY","requested_date":"2026-11-02","lines":[
          {"product_code":"P00001","quantity":"12","unit":"CS","unit_price":"48.50"},
          {"product_code":"P00002","quantity":"6","unit":"CS","unit_price":"95.00"}]}
        """));
}
