using DealerIntegration.Simulators.Commands;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>Whoever rehearses with a simulated partner is told which faults there are, and what was mistyped.</summary>
public sealed class SimulateCommandTests
{
    [Theory]
    [InlineData("sap", "sessionLost")]
    [InlineData("sap", "noLink")]
    [InlineData("wms", "truncate")]
    [InlineData("http", "tokenExpired")]
    public async Task The_help_tells_every_fault_with_a_sentence(string partner, string own)
    {
        using var output = new StringWriter();

        var code = await CommandLine.Build().Parse(["simulate", partner, "--help"]).InvokeAsync(
            new() { Output = output }, TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.All(FaultList.Common, fault => Assert.Contains(fault.Name, output.ToString()));
        Assert.Contains(own, output.ToString());
        Assert.Contains("(503)", output.ToString());
    }

    [Theory]
    [InlineData("gremlins=3", "'gremlins' is no fault of this partner")]
    [InlineData("status503", "'status503' does not say how many calls go wrong; write it like status503=3.")]
    [InlineData("status503=many", "'status503=many' does not say how many")]
    public void A_mistyped_fault_is_named_with_its_remedy(string fault, string said)
    {
        var errors = CommandLine.Build().Parse(["simulate", "sap", "--fault", fault]).Errors;

        Assert.Contains(errors, error => error.Message.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Several_faults_may_be_set_at_once() =>
        Assert.Empty(CommandLine.Build().Parse(
            ["simulate", "http", "--fault", "status503=2", "--fault", "truncate=1"]).Errors);
}
