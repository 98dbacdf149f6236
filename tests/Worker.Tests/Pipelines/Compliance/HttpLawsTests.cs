using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Worker.Tests.Pipelines.Compliance;

public sealed class HttpPullLawsTests(PostgresFixture postgres) : PullLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new HttpPartner();
}

public sealed class HttpPushLawsTests(PostgresFixture postgres) : PushLaws(postgres)
{
    private protected override CompliancePartner Partner { get; } = new HttpPartner();
}
