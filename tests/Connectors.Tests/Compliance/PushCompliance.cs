using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>
/// What every target must do (推送合规): one document, one effect, and one of three outcomes, whatever happens on the way.
/// </summary>
public abstract partial class PushCompliance
{
    private protected abstract CompliancePartner Partner { get; }

    [Fact]
    public async Task A_document_is_done_under_the_partners_number_and_found_by_our_key()
    {
        await using var rig = await Rig.StartAsync(Partner);
        var document = Partner.Document("HUB-0001");

        var done = Assert.IsType<PushOutcome.Done>(await rig.Target!.PushAsync(document, Rig.Cancel));

        Assert.Equal([done.PartnerNumber], rig.Stage.Effects["HUB-0001"]);
        Assert.Equal(done.PartnerNumber, await rig.Target.FindAsync(document, Rig.Cancel));
        Assert.Null(await rig.Target.FindAsync(Partner.Document("HUB-0002"), Rig.Cancel));
    }
}
