using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>For partners that take a document first and finish it later (异步处理): taken is not done.</summary>
public abstract class LaterPushCompliance
{
    private const string Key = "HUB-0001";

    private protected abstract CompliancePartner Partner { get; }

    [Fact]
    public async Task What_the_partner_finishes_later_is_done_only_then()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Stage.Faults.Next(FaultList.AnswerLater.Name);

        var document = Partner.Document(Key);
        var outcome = await rig.Target!.PushAsync(document, Rig.Cancel);
        for (var look = 0; outcome is PushOutcome.Unknown && look < 5; look++)
        {
            rig.Time.Pass(TimeSpan.FromMinutes(1));
            outcome = await LookUp.OneAsync(rig.Target, document, Rig.Cancel) ?? outcome;
        }

        Assert.Equal(Assert.IsType<PushOutcome.Done>(outcome).PartnerNumber, Assert.Single(rig.Stage.Effects[Key]));
    }

    [Fact]
    public async Task What_the_partner_never_finishes_stays_open()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Stage.Faults.Next(FaultList.NeverFinishes.Name);

        var outcome = await rig.Target!.PushAsync(Partner.Document(Key), Rig.Cancel);

        var unknown = Assert.IsType<PushOutcome.Unknown>(outcome);
        Assert.True(unknown.MayHaveArrived);
        rig.Time.Pass(TimeSpan.FromHours(1));
        Assert.IsNotType<PushOutcome.Done>(await LookUp.OneAsync(rig.Target!, Partner.Document(Key), Rig.Cancel));
        Assert.Equal(1, rig.Stage.Traffic.Count(CallKind.Write));
    }
}
