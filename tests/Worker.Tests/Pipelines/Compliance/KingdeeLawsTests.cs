using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Worker.Tests.Pipelines.Compliance;

public sealed class KingdeePullLawsTests(PostgresFixture postgres) : PullLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new KingdeePartner();
}

public sealed class KingdeePushLawsTests(PostgresFixture postgres) : PushLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new KingdeePartner();
}
