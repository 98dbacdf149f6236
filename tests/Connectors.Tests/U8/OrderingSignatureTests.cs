using DealerIntegration.Connectors.U8;

namespace DealerIntegration.Connectors.Tests.U8;

public sealed class OrderingSignatureTests
{
    // openssl dgst -md5 over hub-secretappKeyhub-keypage1hub-secret
    [Fact]
    public void Parameters_are_signed_between_the_secret_twice()
    {
        Dictionary<string, string> parameters = new() { ["page"] = "1", ["sign"] = "anything", ["appKey"] = "hub-key" };
        Assert.Equal("99857B6F1A46B7B0AA921A0A2A1AEF31", OrderingSignature.Of(parameters, "hub-secret"));
        Assert.NotEqual("99857B6F1A46B7B0AA921A0A2A1AEF31", OrderingSignature.Of(parameters, "hub-secreT"));
    }
}
