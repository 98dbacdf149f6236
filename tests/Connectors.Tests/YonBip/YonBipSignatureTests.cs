using DealerIntegration.Connectors.YonBip;

namespace DealerIntegration.Connectors.Tests.YonBip;

public sealed class YonBipSignatureTests
{
    // openssl dgst -sha256 -hmac hub-secret over appKeyhub-keytimestamp1793437500000
    private const string Known = "H+mCcSCvqbyWilO2MP0F5ABNYp3BoPnGeEwEo9YqEKE=";

    [Fact]
    public void The_order_of_the_parameters_and_the_signature_itself_do_not_count()
    {
        Dictionary<string, string> parameters = new()
        {
            ["timestamp"] = "1793437500000", ["signature"] = "anything", ["appKey"] = "hub-key",
        };
        Assert.Equal(Known, YonBipSignature.Of(parameters, "hub-secret"));
    }

    [Fact]
    public void Names_are_ordered_by_their_code_points_in_every_culture()
    {
        Dictionary<string, string> parameters = new() { ["a"] = "1", ["B"] = "2", ["aB"] = "3" };
        Assert.Equal("B2a1aB3", YonBipSignature.Text(parameters));
    }
}
