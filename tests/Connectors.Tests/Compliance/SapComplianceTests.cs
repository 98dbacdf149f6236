using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

public sealed class SapPullComplianceTests : PullCompliance
{
    private protected override CompliancePartner Partner { get; } = new SapPartner();
}

/// <summary>A service that links no pages: the rest is asked for by position.</summary>
public sealed class SapUnlinkedPullComplianceTests : PullCompliance
{
    private protected override CompliancePartner Partner { get; } = new SapPartner { Links = false };
}

public sealed class SapPushComplianceTests : PushCompliance
{
    private protected override CompliancePartner Partner { get; } = new SapPartner();
}
