using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Worker.Tests.Pipelines.Compliance;

public sealed class QimenPullLawsTests(PostgresFixture postgres) : PullLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new QimenPartner();
}

public sealed class QimenPushLawsTests(PostgresFixture postgres) : PushLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new QimenPartner();
}
