using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>For partners whose good answer can hold failures of some documents (部分失败).</summary>
public abstract class PartialPushCompliance
{
    private const string Key = "HUB-0001";

    private protected abstract CompliancePartner Partner { get; }

    [Fact]
    public async Task What_failed_among_others_is_not_done()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Stage.Faults.Next(FaultList.PartialFailure.Name);

        Assert.IsNotType<PushOutcome.Done>(await rig.Target!.PushAsync(Partner.Document(Key), Rig.Cancel));

        Assert.Empty(rig.Stage.Effects);
    }
}
