using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

public sealed class IdocPullComplianceTests : PullCompliance
{
    private protected override CompliancePartner Partner { get; } = new IdocPartner();
}

public sealed class IdocFilePullComplianceTests : FilePullCompliance
{
    private protected override CompliancePartner Partner { get; } = new IdocPartner();
}

public sealed class IdocPushComplianceTests : PushCompliance
{
    private protected override CompliancePartner Partner { get; } = new IdocPartner();
}

public sealed class IdocLaterPushComplianceTests : LaterPushCompliance
{
    private protected override CompliancePartner Partner { get; } = new IdocPartner();
}
