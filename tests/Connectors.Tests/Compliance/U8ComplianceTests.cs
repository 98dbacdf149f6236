using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

public sealed class U8PullComplianceTests : PullCompliance
{
    private protected override CompliancePartner Partner { get; } = new U8Partner();
}

public sealed class U8PushComplianceTests : PushCompliance
{
    private protected override CompliancePartner Partner { get; } = new U8Partner();
}

public sealed class U8LaterPushComplianceTests : LaterPushCompliance
{
    private protected override CompliancePartner Partner { get; } = new U8Partner();
}
