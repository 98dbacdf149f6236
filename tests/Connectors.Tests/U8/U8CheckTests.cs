using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.U8;

namespace DealerIntegration.Connectors.Tests.U8;

public sealed class U8CheckTests
{
    private const string Target = """
        { "targets": { "sales-order": {
          "resource": "saleorder", "fields": { "code": "@key" },
          "find": { "resource": "saleorderlist", "query": { "code_begin": "{key}" }, "key": "code" } } } }
        """;

    [Fact]
    public void A_sound_file_passes() => U8Check.Require(U8Wire.File(u8: Target));

    [Theory]
    [InlineData("\"saleorderlist\"", "\"sale/order\"", "'sale/order' is no name of a resource")]
    [InlineData("\"pageSize\": 2", "\"pageSize\": 0", "pageSize is 0")]
    [InlineData("\"path\": \"entry\"", "\"groupBy\": \"code\"", "take 'path'")]
    [InlineData("\"dataset\": \"orders\",", "\"dataset\": \"orders\", \"window\": {},", "there is no 'window'")]
    [InlineData(
        "\"pageSize\": 2", "\"days\": { \"from\": \"a\", \"to\": \"b\", \"back\": -1 }", "days.back is -1")]
    public void A_wrong_dataset_is_told(string text, string instead, string told)
    {
        Assert.Contains(text, U8Wire.Orders, StringComparison.Ordinal);
        Told(U8Wire.File(U8Wire.Orders.Replace(text, instead, StringComparison.Ordinal)), told);
    }

    [Theory]
    [InlineData("\"@key\"", "\"number\"", "no field takes @key")]
    [InlineData("{key}", "x", "find.query holds no {key}")]
    [InlineData("\"saleorder\"", "\"sale order\"", "'resource' is no name of a resource")]
    [InlineData("\"sales-order\"", "\"invoice\"", "no such kind of document")]
    [InlineData("{ \"targets\"", "{ \"refusedCodes\": [ \"0\" ], \"targets\"", "the code '0' means two things")]
    [InlineData("{ \"targets\"", "{ \"patienceSeconds\": 0, \"targets\"", "patienceSeconds is 0")]
    public void A_wrong_target_is_told(string text, string instead, string told)
    {
        Assert.Contains(text, Target, StringComparison.Ordinal);
        Told(U8Wire.File(u8: Target.Replace(text, instead, StringComparison.Ordinal)), told);
    }

    [Fact]
    public void Settings_of_u8_in_another_kind_are_told()
    {
        var file = U8Wire.File();
        Told(file with { Kind = ConnectorKind.Sap }, "belongs to kind 'u8' alone");
        Told(file with { U8 = null }, "needs 'u8'");
        Told(file with { App = null }, "needs 'app'");
        Told(file with { SignIn = new SignIn("u", new SecretName("P")) }, "takes no 'signIn'");
    }

    private static void Told(ConnectorFile file, string told)
    {
        var e = Assert.Throws<ConfigurationException>(() => U8Check.Require(file));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("u8.json: ", e.Message, StringComparison.Ordinal);
    }
}
