using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Sap;
using DealerIntegration.Connectors.Tests.Compliance;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Sap;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>Batches and withdrawals against an ERP that remembers what was done.</summary>
public sealed class SapStageTests
{
    [Fact]
    public async Task A_batch_in_which_one_document_fails_has_the_effects_of_the_others()
    {
        await using var rig = await Rig.StartAsync(new SapPartner());
        var outcomes = await Target(rig).PushAllAsync(
            [Document("K-1"), Document("K-2") with { DealerCode = "nobody" }, Document("K-3")], Rig.Cancel);

        var first = Assert.IsType<PushOutcome.Done>(outcomes[0]);
        Assert.StartsWith("VP/204", Assert.IsType<PushOutcome.Refused>(outcomes[1]).Reason, StringComparison.Ordinal);
        Assert.StartsWith("SLS_LORD/009: Document is incomplete", first.Notice, StringComparison.Ordinal);
        Assert.Equal(["K-1", "K-3"], rig.Stage.Effects.Keys.Order());
        Assert.Equal([first.PartnerNumber], rig.Stage.Effects["K-1"]);
        Assert.Equal(1, rig.Stage.Traffic.Count(CallKind.Write));
    }

    [Theory]
    [InlineData("lostAfterEffect")]
    [InlineData("timeoutAfterEffect")]
    [InlineData("truncate")]
    [InlineData("truncateChunked")]
    [InlineData("status500AfterEffect")]
    [InlineData("emptyBody")]
    [InlineData("html")]
    public async Task A_batch_whose_answer_is_lost_is_looked_up_in_one_call_and_sent_only_where_it_lacks(string fault)
    {
        await using var rig = await Rig.StartAsync(new SapPartner());
        rig.Stage.Faults.Next(fault, 1, on: CallKind.Write);
        PushDocument[] documents = [Document("K-1"), Document("K-2")];
        var target = Target(rig);

        Assert.All(await target.PushAllAsync(documents, Rig.Cancel), o => Assert.IsType<PushOutcome.Unknown>(o));
        var found = await target.FindAllAsync([.. documents, Document("K-3")], Rig.Cancel);

        Assert.Null(found[2]);
        Assert.Equal(2, rig.Stage.Traffic.Count(CallKind.Write));
        if (rig.Stage.Effects.Count == 0)
        {
            Assert.Equal([null, null, null], found);
            return;
        }

        Assert.Equal(
            rig.Stage.Effects["K-1"].Concat(rig.Stage.Effects["K-2"]),
            found.Take(2).Select(f => Assert.IsType<PushOutcome.Done>(f).PartnerNumber));
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_costs_one_fetch_and_no_document()
    {
        await using var rig = await Rig.StartAsync(new SapPartner());
        var target = Target(rig);
        await target.PushAllAsync([Document("K-1"), Document("K-2")], Rig.Cancel);
        rig.Stage.Faults.Next("sessionLost", 1);
        var outcomes = await target.PushAllAsync([Document("K-3"), Document("K-4")], Rig.Cancel);
        Assert.All(outcomes, o => Assert.IsType<PushOutcome.Done>(o));
        Assert.Equal(2, rig.Stage.Traffic.Count(CallKind.Token));
        Assert.All(rig.Stage.Effects.Values, numbers => Assert.Single(numbers));
    }

    [Fact]
    public async Task Writers_at_the_same_time_share_one_fetch_of_the_token()
    {
        await using var rig = await Rig.StartAsync(new SapPartner());
        var target = Target(rig);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => target.PushAsync(Document($"K-{i}"), Rig.Cancel)));
        Assert.Equal(20, rig.Stage.Effects.Count);
        Assert.Equal(1, rig.Stage.Traffic.Count(CallKind.Token));
    }

    [Fact]
    public async Task An_order_is_withdrawn_once_and_stays_withdrawn()
    {
        await using var rig = await Rig.StartAsync(new SapPartner());
        var target = Target(rig);
        var done = Assert.IsType<PushOutcome.Done>(await target.PushAsync(Document("K-1"), Rig.Cancel));
        var withdrawal = Document("K-1") with { Kind = PushKinds.SalesOrderWithdrawal, Payload = "{}" };

        Assert.Null(await target.FindAsync(withdrawal, Rig.Cancel));
        Assert.Equal(new PushOutcome.Done(done.PartnerNumber), await target.PushAsync(withdrawal, Rig.Cancel));
        Assert.Equal(new PushOutcome.Done(done.PartnerNumber), await target.PushAsync(withdrawal, Rig.Cancel));
        Assert.Equal(done.PartnerNumber, await target.FindAsync(withdrawal, Rig.Cancel));

        var order = Assert.Single(((SapStage)rig.Stage).Desk.SalesOrders);
        Assert.All(order.Items, item => Assert.Equal("61", item.Rejection));
        Assert.Equal(2, rig.Stage.Traffic.Count(CallKind.Write));
    }

    [Theory]
    [InlineData("lostAfterEffect", true)]
    [InlineData("lostBeforeEffect", false)]
    public async Task A_withdrawal_whose_answer_is_lost_is_told_by_the_order_itself(string fault, bool happened)
    {
        await using var rig = await Rig.StartAsync(new SapPartner());
        var target = Target(rig);
        await target.PushAsync(Document("K-1"), Rig.Cancel);
        var withdrawal = Document("K-1") with { Kind = PushKinds.SalesOrderWithdrawal, Payload = "{}" };
        rig.Stage.Faults.Next(fault, 1, on: CallKind.Write);

        Assert.IsType<PushOutcome.Unknown>(await target.PushAsync(withdrawal, Rig.Cancel));
        Assert.Equal(happened, await target.FindAsync(withdrawal, Rig.Cancel) is not null);
        Assert.IsType<PushOutcome.Done>(await target.PushAsync(withdrawal, Rig.Cancel));
    }

    private static PushDocument Document(string key) => new SapPartner().Document(key);

    private static IBatchTarget Target(Rig rig) => (IBatchTarget)ConnectorList.Create(
        rig.File with { Sap = new SapSettings { RejectionReason = "61" } }, new StageSecrets(), rig.Time).Target!;
}
