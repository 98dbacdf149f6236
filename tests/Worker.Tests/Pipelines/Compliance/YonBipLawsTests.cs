using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Worker.Tests.Pipelines.Compliance;

public sealed class YonBipPullLawsTests(PostgresFixture postgres) : PullLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new YonBipPartner();
}

public sealed class YonBipPushLawsTests(PostgresFixture postgres) : PushLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new YonBipPartner();
}
