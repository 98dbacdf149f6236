using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Worker.Tests.Pipelines.Compliance;

public sealed class SapPullLawsTests(PostgresFixture postgres) : PullLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new SapPartner();
}

public sealed class SapUnlinkedPullLawsTests(PostgresFixture postgres) : PullLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new SapPartner { Links = false };
}

public sealed class SapPushLawsTests(PostgresFixture postgres) : PushLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new SapPartner();
}
