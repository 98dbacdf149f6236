using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

public sealed class HttpPullComplianceTests : PullCompliance
{
    private protected override CompliancePartner Partner { get; } = new HttpPartner();
}

public sealed class HttpPushComplianceTests : PushCompliance
{
    private protected override CompliancePartner Partner { get; } = new HttpPartner();
}
