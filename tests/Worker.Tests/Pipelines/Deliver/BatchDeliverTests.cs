using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Tests.Pipelines.Deliver;

/// <summary>Documents that leave the hub together still have one effect each.</summary>
public sealed class BatchDeliverTests(PostgresFixture postgres)
{
    private const string Outcomes = "SELECT key, status, attempts FROM delivery.outbox ORDER BY key";

    [Fact]
    public async Task Twelve_orders_go_in_two_calls_and_what_the_ERP_remarks_is_kept()
    {
        await using var stages = await PartnerStages.OpenAsync(postgres);
        await stages.SendAsync([.. Enumerable.Range(1, 12).Select(i => PartnerStages.SalesOrder($"SO-{i:00}"))]);
        var run = await stages.Hub.SucceedAsync("deliver", "sap");
        Assert.Equal("""{"done": 12, "refused": 0, "unknown": 0}""", run.Counts);
        Assert.Equal(2, stages.Sap.Traffic.Count(CallKind.Write));
        Assert.Equal(12, stages.Sap.Effects.Count);
        Assert.Equal(
            ["SLS_LORD/009: Document is incomplete; V1/263: Enter a requested delivery date"],
            await stages.Hub.RowsAsync("SELECT DISTINCT notice FROM delivery.outbox"));
        Assert.Equal(12, await stages.Hub.CountAsync("delivery.attempt WHERE outcome = 'done'"));
    }

    [Fact]
    public async Task One_that_is_refused_leaves_the_others_done()
    {
        await using var stages = await PartnerStages.OpenAsync(postgres);
        await stages.SendAsync(
            PartnerStages.SalesOrder("SO-1"), PartnerStages.SalesOrder("SO-2", "no such"),
            PartnerStages.SalesOrder("SO-3"));
        Assert.Equal(RunStatus.Incomplete, (await stages.Hub.RunAsync("deliver", "sap")).Status);
        Assert.Equal(["SO-1|done|1", "SO-2|refused|1", "SO-3|done|1"], await stages.Hub.RowsAsync(Outcomes));
    }

    [Theory]
    [InlineData("lostAfterEffect", 2)]
    [InlineData("lostBeforeEffect", 3)]
    public async Task After_a_lost_answer_all_keys_are_looked_up_in_one_call_before_anything_goes_again(
        string fault, int calls)
    {
        await using var stages = await PartnerStages.OpenAsync(postgres);
        await stages.SendAsync([.. Enumerable.Range(1, 5).Select(i => PartnerStages.SalesOrder($"SO-{i}"))]);
        stages.Sap.Faults.Next(fault, 1, on: CallKind.Write);
        await stages.Hub.SucceedAsync("deliver", "sap");
        Assert.Equal(5, stages.Sap.Effects.Count);
        Assert.All(stages.Sap.Effects.Values, numbers => Assert.Single(numbers));
        Assert.Equal(calls, stages.Sap.Traffic.Count(CallKind.Write));
        Assert.Equal(
            Enumerable.Range(1, 5).Select(i => $"SO-{i}|done|2"), await stages.Hub.RowsAsync(Outcomes));
    }

    [Fact]
    public async Task What_got_no_answer_is_not_sent_again_before_the_ERP_must_be_done_with_it()
    {
        await using var stages = await PartnerStages.OpenAsync(postgres, settleSeconds: 600);
        await stages.SendAsync(PartnerStages.SalesOrder("SO-1"), PartnerStages.SalesOrder("SO-2"));
        stages.Sap.Faults.Next("lostBeforeEffect", 1, on: CallKind.Write);

        await stages.Hub.RunAsync("deliver", "sap");
        await stages.Hub.RunAsync("deliver", "sap");

        Assert.Empty(stages.Sap.Effects);
        Assert.All(
            await stages.Hub.RowsAsync("SELECT status, reason FROM delivery.outbox"),
            row => Assert.Matches(
                @"^unknown\|It was sent \d+ seconds ago without an answer.*settleSeconds", row));

        await stages.Hub.ExecuteAsync(
            "UPDATE delivery.attempt SET started_at = started_at - interval '10 minutes'");
        await stages.Hub.SucceedAsync("deliver", "sap");
        Assert.Equal(2, stages.Sap.Effects.Count);
        Assert.All(stages.Sap.Effects.Values, numbers => Assert.Single(numbers));
    }

    [Fact]
    public async Task What_comes_late_is_found_and_not_sent_again()
    {
        await using var stages = await PartnerStages.OpenAsync(postgres, settleSeconds: 600);
        var order = PartnerStages.SalesOrder("SO-1");
        await stages.SendAsync(order);
        stages.Sap.Faults.Next("lostBeforeEffect", 1, on: CallKind.Write);
        await stages.Hub.RunAsync("deliver", "sap");
        Assert.Empty(stages.Sap.Effects);

        // What the ERP was still at when it was last asked is now entered.
        var connectors = stages.Hub.Get<ConnectorRegistry>();
        Assert.IsType<PushOutcome.Done>(await connectors.Target(connectors.Load("sap")).PushAsync(
            new PushDocument(order.Kind, order.Key, order.DealerCode, order.Payload),
            TestContext.Current.CancellationToken));

        await stages.Hub.SucceedAsync("deliver", "sap");
        Assert.Single(Assert.Single(stages.Sap.Effects.Values));
    }

    [Fact]
    public async Task What_the_ERP_answered_with_a_failure_goes_again_at_once()
    {
        await using var stages = await PartnerStages.OpenAsync(postgres, settleSeconds: 600);
        await stages.SendAsync(PartnerStages.SalesOrder("SO-1"));
        stages.Sap.Faults.Next("status503", 1, on: CallKind.Write);
        await stages.Hub.SucceedAsync("deliver", "sap");
        Assert.Single(Assert.Single(stages.Sap.Effects.Values));
    }

    [Fact]
    public async Task Two_runs_at_once_send_each_document_once()
    {
        await using var stages = await PartnerStages.OpenAsync(postgres);
        await stages.SendAsync([.. Enumerable.Range(1, 25).Select(i => PartnerStages.SalesOrder($"SO-{i:00}"))]);
        var runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(
            _ => Task.Run(() => stages.Hub.RunAsync("deliver", "sap"))));
        Assert.All(runs, run => Assert.Equal(RunStatus.Succeeded, run.Status));
        Assert.Equal(25, stages.Sap.Effects.Count);
        Assert.All(stages.Sap.Effects.Values, numbers => Assert.Single(numbers));
    }
}
