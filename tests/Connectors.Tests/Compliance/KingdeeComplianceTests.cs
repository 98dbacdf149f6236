using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

public sealed class KingdeePullComplianceTests : PullCompliance
{
    private protected override CompliancePartner Partner { get; } = new KingdeePartner();
}

public sealed class KingdeePushComplianceTests : PushCompliance
{
    private protected override CompliancePartner Partner { get; } = new KingdeePartner();
}

public sealed class KingdeePartialPushComplianceTests : PartialPushCompliance
{
    private protected override CompliancePartner Partner { get; } = new KingdeePartner();
}
