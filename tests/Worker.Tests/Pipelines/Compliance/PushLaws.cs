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
        var isSet = rig.Trouble(fault, on: CallKind.Write, after: 1);

        Assert.Equal(RunStatus.Succeeded, (await rig.DeliverAsync()).Status);

        Assert.Equal(isSet ? 1 : 0, rig.Stage.Faults.Taken.GetValueOrDefault(fault));
        Assert.Equal(Keys, rig.Stage.Effects.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(rig.DoneOnce, await rig.OutboxAsync());
    }

    [Fact]
    public async Task A_refusal_is_kept_and_not_sent_again()
    {
        await using var rig = await HubRig.StartAsync(postgres, Partner);
        await rig.PostAsync(Keys);
        rig.Stage.Faults.Next("refuse", on: CallKind.Write);

        Assert.Equal(RunStatus.Incomplete, (await rig.DeliverAsync()).Status);
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
        var isCalled = rig.Trouble("lostAfterEffect", on: CallKind.Write);
        if (isCalled)
        {
            rig.Stage.Faults.Next("status503", count: 1000, on: CallKind.Read);
        }
        else
        {
            rig.Stage.Faults.Next("answerLater");
        }

        Assert.Equal(RunStatus.Incomplete, (await rig.Hub.RunAsync("deliver", rig.Connector)).Status);

        // Who takes files takes them in its own time.
        var sent = rig.Stage.Traffic.Count(CallKind.Write);
        Assert.True(isCalled ? sent == (Partner.Can.LooksUpFirst ? 0 : 1) : sent <= 1, $"{sent} were sent.");
        Assert.True(Partner.Can.LooksUpFirst || rig.Stage.Effects.Count == 1);
        rig.Stage.Faults.Clear();
        rig.Time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(RunStatus.Succeeded, (await rig.DeliverAsync()).Status);
        // Some partners are written to once more to finish what they have: the sending itself came once.
        var writes = rig.Stage.Traffic.Calls.Where(call => call.Kind == CallKind.Write).Select(PathOf).ToList();
        Assert.Single(writes, path => path == writes[0]);
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
        if (rig.Trouble(fault, on: CallKind.Write, after: 1))
        {
            var id = await rig.Hub.AskAsync("deliver", rig.Connector);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Hub.WorkAsync(id, kill.Token));

            await rig.Hub.ExpireLeasesAsync(id);
            await rig.Hub.WorkAsync(id);

            Assert.Equal(RunStatus.Succeeded, (await rig.Hub.FindAsync(id)).Status);
        }
        else
        {
            // Nobody answers at once: what follows a delivery that ended there is the next one.
            Assert.Equal(RunStatus.Succeeded, (await rig.DeliverAsync()).Status);
        }

        Assert.Equal(3, rig.Stage.Effects.Count);
        Assert.Equal(rig.DoneOnce, await rig.OutboxAsync());
    }

    private static string PathOf(Call call) => call.PathAndQuery.Split('?')[0];
}
