using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Tests.Configuration;

/// <summary>Whoever mistypes a connector file is told what may stand there.</summary>
public sealed class JsonFaultTests
{
    [Theory]
    [InlineData("\"adress\": \"x\"", "There is no 'adress' here. Near to it: address. Known are name, kind, address")]
    [InlineData("\"kind\": \"sapp\"", "$.kind The value must be one of sap, qimen, files, idoc, http,")]
    [InlineData("\"limits\": { \"parallel\": \"4\" }", "$.limits.parallel The value must be a whole number")]
    [InlineData("\"limits\": { \"paralel\": 4 }", "There is no 'paralel' here. Near to it: parallel.")]
    [InlineData(
        "\"signIn\": { \"user\": \"HUB\", \"password\": \"abc\" }",
        "$.signIn.password An object is expected here; it may hold secret.")]
    public void A_mistake_is_named_with_what_may_stand_there(string member, string said)
    {
        var kind = member.StartsWith("\"kind\"", StringComparison.Ordinal) ? "" : "\"kind\": \"sap\", ";
        var text = $$"""{ "name": "erp", {{kind}}"datasets": [], {{member}} }""";

        var e = Assert.Throws<ConfigurationException>(() => ConfigFile.Parse<ConnectorFile>(text, "erp.json"));

        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("erp.json:1:", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("DealerIntegration.", e.Message, StringComparison.Ordinal);
    }
}
