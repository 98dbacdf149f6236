using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

public sealed class QimenPullComplianceTests : PullCompliance
{
    private protected override CompliancePartner Partner { get; } = new QimenPartner();
}

public sealed class QimenPushComplianceTests : PushCompliance
{
    private protected override CompliancePartner Partner { get; } = new QimenPartner();
}
