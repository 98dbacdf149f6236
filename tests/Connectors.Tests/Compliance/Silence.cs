using System.Text;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>What a person reads must hold nothing that opens a door (保密).</summary>
internal static class Silence
{
    public static void Require(string said, Stage stage)
    {
        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes(Stage.Secret));
        Assert.DoesNotContain(Stage.Secret, said);
        Assert.DoesNotContain(secret, said);
        Assert.All(
            stage.Traffic.Calls.SelectMany(call => call.Credentials).Distinct(),
            credential => Assert.DoesNotContain(credential, said));
    }
}
