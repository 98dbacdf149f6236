using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Tests.Pipelines.Compliance;

/// <summary>What a delivery through any connector must hold (推送定律): one document, one effect.</summary>
public abstract class PushLaws(PostgresFixture postgres)
{
    private static readonly string[] Keys = ["HUB-0001", "HUB-0002", "HUB-0003"];

    private protected abstract CompliancePartner Partner { get; }

    [Theory]
    [InlineData("lostBeforeEffect")]
    [InlineData("timeoutBeforeEffect")]
    [InlineData("status503")]
    [InlineData("status429Date")]
    [InlineData("html")]
    [InlineData("errorInside")]
    [InlineData("lostAfterEffect")]
    [InlineData("timeoutAfterEffect")]
    [InlineData("status500AfterEffect")]
    [InlineData("accepted")]
    [InlineData("truncateUnframed")]
    [InlineData("truncate")]
    public async Task A_partner_in_trouble_takes_every_document_once(string fault)
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        await rig.PostAsync(Keys);
        rig.Stage.Faults.Next(fault, on: CallKind.Write, after: 1);

        await rig.Hub.SucceedAsync("deliver", rig.Connector);

        Assert.Equal(1, rig.Stage.Faults.Taken[fault]);
        Assert.Equal(Keys, rig.Stage.Effects.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(rig.DoneOnce, await rig.OutboxAsync());
    }

    [Fact]
    public async Task A_refusal_is_kept_and_not_sent_again()
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        await rig.PostAsync(Keys);
        rig.Stage.Faults.Next("refuse", on: CallKind.Write);

        Assert.Equal(RunStatus.Incomplete, (await rig.Hub.RunAsync("deliver", rig.Connector)).Status);
        var writes = rig.Stage.Traffic.Count(CallKind.Write);
        await rig.Hub.RunAsync("deliver", rig.Connector);

        Assert.Equal(writes, rig.Stage.Traffic.Count(CallKind.Write));
        Assert.Equal(
            ["done|2", "refused|1"],
            await rig.Hub.RowsAsync("SELECT status, count(*) FROM delivery.outbox GROUP BY status ORDER BY status"));
        Assert.Equal(2, rig.Stage.Effects.Count);
    }

    [Fact]
    public async Task While_the_partner_cannot_be_asked_nothing_is_sent_again()
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        await rig.PostAsync(Keys[0]);
        rig.Stage.Faults.Next("lostAfterEffect", on: CallKind.Write);
        rig.Stage.Faults.Next("status503", count: 1000, on: CallKind.Read);

        Assert.Equal(RunStatus.Incomplete, (await rig.Hub.RunAsync("deliver", rig.Connector)).Status);

        Assert.Equal(1, rig.Stage.Traffic.Count(CallKind.Write));
        rig.Stage.Faults.Clear();
        rig.Time.Pass(TimeSpan.FromMinutes(1));
        await rig.Hub.SucceedAsync("deliver", rig.Connector);
        Assert.Equal(1, rig.Stage.Traffic.Count(CallKind.Write));
        Assert.Equal(rig.DoneOnce, await rig.OutboxAsync());
    }

    [Theory]
    [InlineData("timeoutBeforeEffect")]
    [InlineData("timeoutAfterEffect")]
    public async Task A_worker_that_dies_between_sending_and_the_answer_leaves_one_effect(string fault)
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        await rig.PostAsync(Keys);
        using var kill = new CancellationTokenSource();
        rig.Stage.Faults.OnSilence = kill.Cancel;
        rig.Stage.Faults.Next(fault, on: CallKind.Write, after: 1);
        var id = await rig.Hub.AskAsync("deliver", rig.Connector);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Hub.WorkAsync(id, kill.Token));

        await rig.Hub.ExpireLeasesAsync(id);
        await rig.Hub.WorkAsync(id);

        Assert.Equal(RunStatus.Succeeded, (await rig.Hub.FindAsync(id)).Status);
        Assert.Equal(3, rig.Stage.Effects.Count);
        Assert.Equal(rig.DoneOnce, await rig.OutboxAsync());
    }
}
