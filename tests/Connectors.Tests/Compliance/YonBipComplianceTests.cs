using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

public sealed class YonBipPullComplianceTests : PullCompliance
{
    private protected override CompliancePartner Partner { get; } = new YonBipPartner();
}

public sealed class YonBipPushComplianceTests : PushCompliance
{
    private protected override CompliancePartner Partner { get; } = new YonBipPartner();
}

public sealed class YonBipPartialPushComplianceTests : PartialPushCompliance
{
    private protected override CompliancePartner Partner { get; } = new YonBipPartner();
}
