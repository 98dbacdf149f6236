using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

public sealed class SapPullComplianceTests : PullCompliance
{
    private protected override CompliancePartner Partner { get; } = new SapPartner();
}

public sealed class SapPushComplianceTests : PushCompliance
{
    private protected override CompliancePartner Partner { get; } = new SapPartner();
}
