using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Tests.Pipelines.Reconcile;

namespace DealerIntegration.Worker.Tests.Months;

/// <summary>Each thing that keeps a period open, and that it stops doing so once it is dealt with.</summary>
public sealed class PeriodBlockersTests(PostgresFixture postgres)
{
    private static readonly Period October = Month.October;

    [Fact]
    public async Task A_document_that_came_after_the_runs_blocks_until_they_ran_again()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await hub.SeedAsync(Datasets.Payments, Documents.Payment("Z1", "D001", October.End, 5m));
        await hub.SeedAsync(Datasets.Payments, Documents.Payment("Z2", "D002", October.End.AddDays(1), 5m));
        var payment = Assert.Single((await hub.LookAsync(October)).Blockers);
        Assert.Equal(BlockerKind.LateDocuments, payment.Kind);
        Assert.Equal("D001: payment Z1 came after its last reconciliation.", payment.What);
        Assert.Equal("./hub reconcile --period 2026-10 --dealer D001", payment.Remedy);
        await hub.SucceedAsync("reconcile", "D001", "2026-10");
        Assert.DoesNotContain((await hub.LookAsync(October)).Blockers, b => b.Kind == BlockerKind.LateDocuments);
    }

    [Fact]
    public async Task New_shipments_and_claims_block_too_and_goods_that_arrive_after_the_month_do_not()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await hub.SeedAsync(
            Datasets.Shipments,
            Goods.Shipment("S1", "D001", null, 5m, 30, 33), Goods.Shipment("S2", "D002", null, 5m, 30, 31),
            Goods.Shipment("S3", "D002", null, 5m, 33, 34));
        var shipment = Assert.Single((await hub.LookAsync(October)).Blockers);
        Assert.Equal("D002: shipment S2 came after its last reconciliation.", shipment.What);
        await hub.SucceedAsync("reconcile", period: "2026-10");
        Assert.Empty((await hub.LookAsync(October)).Blockers);
        await hub.GoneAsync(Datasets.Shipments, "S1");
        Assert.Empty((await hub.LookAsync(October)).Blockers);
        await hub.GoneAsync(Datasets.Shipments, "S2");
        shipment = Assert.Single((await hub.LookAsync(October)).Blockers);
        Assert.Equal("D002: shipment S2 came after its last reconciliation.", shipment.What);
        await hub.SucceedAsync("reconcile", period: "2026-10");
        Assert.Empty((await hub.LookAsync(October)).Blockers);
        await hub.SeedAsync(
            Datasets.Claims, Claim("C1", "D001", October.End), Claim("C2", "D002", October.End.AddDays(1)));
        var claim = Assert.Single((await hub.LookAsync(October)).Blockers);
        Assert.Equal("D001: claim C1 came after its last reconciliation.", claim.What);
    }

    [Fact]
    public async Task A_dataset_that_was_not_pulled_whole_blocks_until_it_was()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await hub.ExecuteAsync(PullThat("incomplete", "'the partner counts 5 records, 1 of them never came'"));
        var blocker = Assert.Single((await hub.LookAsync(October)).Blockers);
        Assert.Equal((BlockerKind.PullNotWhole, PeriodBlocker.It), (blocker.Kind, blocker.Owner));
        Assert.Equal(
            "sap/invoices is not proved whole: the partner counts 5 records, 1 of them never came", blocker.What);
        Assert.EndsWith("./hub import sap/invoices", blocker.Remedy);
        await hub.ExecuteAsync(PullThat("succeeded", "NULL"));
        Assert.Empty((await hub.LookAsync(October)).Blockers);

        // Somebody tried another file: that says nothing of what the month stands on.
        await hub.ExecuteAsync(PullThat("failed", "NULL"));
        await hub.ExecuteAsync(
            """UPDATE ops.run SET parameters = '{"file": "try.json"}' WHERE status = 'failed'""");
        Assert.Empty((await hub.LookAsync(October)).Blockers);
        await hub.ExecuteAsync(
            """
            INSERT INTO ops.pull_reach SELECT 'sap', 'invoices', '2026-10-30T08:00:00Z', max(id) FROM ops.run
            """);
        blocker = Assert.Single((await hub.LookAsync(October)).Blockers);
        Assert.Contains("up to 2026-10-30 08:00 UTC only", blocker.What);
        await hub.ExecuteAsync("UPDATE ops.pull_reach SET reached_at = '2026-11-01T00:00:00Z'");
        Assert.Empty((await hub.LookAsync(October)).Blockers);
    }

    [Fact]
    public async Task An_invoice_that_moved_out_of_the_month_blocks_reconciliation_and_settlement()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await hub.SeedAsync(
            Datasets.Invoices, Documents.Invoice("R-D001-2026-10", "D001", October.Next.Start, 100m));
        Assert.Equal(
            [BlockerKind.LateDocuments, BlockerKind.NotSettled],
            (await hub.LookAsync(October)).Blockers.Select(b => b.Kind));
    }

    [Fact]
    public async Task A_run_that_goes_on_blocks_and_one_that_is_only_tried_out_does_not()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        var run = await hub.AskAsync("uploads", period: "2026-10");
        await hub.AskAsync("reconcile", period: "2026-10", parameters: """{"dryRun": true}""");
        var blocker = Assert.Single((await hub.LookAsync(October)).Blockers);
        Assert.Equal((BlockerKind.RunGoingOn, "IT"), (blocker.Kind, blocker.Owner));
        Assert.StartsWith($"Run {run} (uploads) is queued", blocker.What);
    }

    [Theory]
    [InlineData("pending", "credit-note", "IT", "./hub run deliver --scope sap --period 2026-10 --wait")]
    [InlineData("unknown", "sales-order", "IT", "./hub run deliver --scope sap --period 2026-10 --wait")]
    [InlineData("refused", "credit-note", "finance", "./hub settle --period 2026-10")]
    [InlineData("refused", "sales-order", "IT", "./hub run reply-orders --period 2026-10 --wait")]
    public async Task A_push_without_a_good_end_blocks(string status, string kind, string owner, string remedy)
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await PushAsync(hub, kind, status);
        var blocker = Assert.Single((await hub.LookAsync(October)).Blockers);
        Assert.Equal((BlockerKind.Outbox, owner), (blocker.Kind, blocker.Owner));
        Assert.Contains("K1 of D001 to sap", blocker.What);
        Assert.Contains(remedy, blocker.Remedy);
    }

    [Fact]
    public async Task A_refused_push_stops_blocking_once_it_had_its_consequence()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await PushAsync(hub, "credit-note", "refused");
        await hub.SettleAsync();
        Assert.Empty((await hub.LookAsync(October)).Blockers);
        var ended = await PushAsync(hub, "sales-order", "refused");
        Assert.Single((await hub.LookAsync(October)).Blockers);
        await ReplyAsync(hub, ended);
        Assert.Single((await hub.LookAsync(October)).Blockers);
        var reply = await hub.ImportRunAsync();
        await ReplyAsync(hub, reply);
        Assert.Empty((await hub.LookAsync(October)).Blockers);
    }

    [Theory]
    [InlineData("ledger", "ledger", true)]
    [InlineData("ledger", "sell-through", false)]
    [InlineData(null, "sell-through", true)]
    public async Task A_refused_file_blocks_until_one_of_its_kind_took_its_place(
        string? refused, string accepted, bool replaces)
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await UploadAsync(hub, "old.xlsx", refused, "Refused");
        var blocker = Assert.Single((await hub.LookAsync(October)).Blockers);
        Assert.Equal((BlockerKind.UploadRefused, "D002"), (blocker.Kind, blocker.Owner));
        Assert.Contains("old.xlsx was refused and not replaced: no header", blocker.What);
        await UploadAsync(hub, "new.xlsx", accepted, "AcceptedWithRejects");
        Assert.Equal(replaces, (await hub.LookAsync(October)).Blockers.Count == 0);
    }

    [Fact]
    public async Task A_file_that_nobody_recognised_does_not_block_when_the_ledger_is_there()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await UploadAsync(hub, "ledger.xlsx", "ledger", "Accepted");
        await UploadAsync(hub, "holiday.jpg", null, "Refused");
        Assert.Empty((await hub.LookAsync(October)).Blockers);
    }

    [Fact]
    public async Task The_result_of_a_single_dealer_takes_the_place_of_its_part_in_the_whole()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-10", 0m, 1m));
        await hub.SucceedAsync("reconcile", period: "2026-10");
        await hub.SettleAsync();
        Assert.Contains((await hub.LookAsync(October)).Blockers, b => b.Kind == BlockerKind.Residual);
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D001", "2026-10", 0m, 100m, ("invoice", "R-D001-2026-10", October.Start.AddDays(4), 100m)));
        await hub.SucceedAsync("reconcile", "D001", "2026-10");
        var report = await hub.LookAsync(October);
        Assert.Empty(report.Blockers);
        Assert.Equal(2, report.Facts.Dealers.Count);
    }

    private static MappedDocument Claim(string number, string dealer, DateOnly granted) => Documents.Of(
        Datasets.Claims,
        [
            ("number", number), ("dealer_code", dealer), ("kind", "market_expense"), ("granted_on", granted),
            ("amount", 5m), ("currency", "CNY"),
        ]);

    private static async Task<long> PushAsync(TestHub hub, string kind, string status)
    {
        var run = await hub.ImportRunAsync();
        await hub.ExecuteAsync(
            $"""
            UPDATE ops.run SET period = '2026-10' WHERE id = {run};
            INSERT INTO delivery.outbox (connector, kind, key, dealer_code, payload, run_id, status, ended_by_run)
            VALUES ('sap', '{kind}', 'K1', 'D001', '[]', {run}, '{status}', {run})
            """);
        return run;
    }

    private static Task ReplyAsync(TestHub hub, long run) => hub.ExecuteAsync(
        $"""
        INSERT INTO delivery.file (run_id, dealer_code, kind, path)
        VALUES ({run}, 'D001', 'order-reply', 'reply.xlsx')
        """);

    private static async Task UploadAsync(TestHub hub, string name, string? dataset, string verdict)
    {
        var run = await hub.ImportRunAsync();
        await hub.ExecuteAsync(
            $"""
            INSERT INTO raw.upload (dealer_code, file_name, sha256, body, run_id, period, dataset, verdict, reason)
            VALUES ('D002', '{name}', '{name}', '', {run}, '2026-10', nullif('{dataset}', ''), '{verdict}', 'no header')
            """);
    }

    private static string PullThat(string ended, string note) =>
        $"""
        INSERT INTO ops.run (pipeline, scope, status, note, asked_by, code_version)
        VALUES ('import', 'sap/invoices', '{ended}', {note}, 'test', 'test')
        """;
}
