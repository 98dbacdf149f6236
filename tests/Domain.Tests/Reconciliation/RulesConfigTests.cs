using System.Text.Json;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Reconciliation;

public sealed class RulesConfigTests
{
    [Fact]
    public void The_shipped_reconciliation_rules_can_run()
    {
        var rules = ShippedConfig.Read<ReconciliationRules>("reconciliation/dealer-ledger.json");
        Assert.Empty(rules.Validate());
        Assert.Equal(0.05m, rules.Tolerance.Absolute);
    }

    [Fact]
    public void A_tolerance_without_its_window_is_refused() =>
        Assert.Throws<JsonException>(
            () => ShippedConfig.Parse<Tolerance>("""{ "absolute": 0.05, "percent": 0.0 }"""));
}
