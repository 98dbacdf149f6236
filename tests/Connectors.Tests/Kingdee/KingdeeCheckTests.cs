using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Kingdee;

namespace DealerIntegration.Connectors.Tests.Kingdee;

public sealed class KingdeeCheckTests
{
    [Fact]
    public void A_sound_file_passes() => KingdeeCheck.Require(Kingdee.File());

    [Theory]
    [InlineData("\"FID\"", "\"F ID\"", "'F ID' is no name of a field")]
    [InlineData("\"FDate\"", "\"FDate,FID\"", "'FDate,FID' is no name of a field")]
    [InlineData("\"FModifyDate\"", "\"1=1\"", "'1=1' is no name of a field")]
    [InlineData("\"pageSize\": 4", "\"pageSize\": 10001", "pageSize is 10001")]
    [InlineData("\"entry\": \"FEntity_FEntryID\",", "", "'entry', the inner id")]
    [InlineData("\"groupBy\": \"FBillNo\"", "\"path\": \"FEntity\"", "'groupBy'")]
    [InlineData(
        "\"changedBy\": \"FModifyDate\", \"pageSize\": 4 }", "\"pageSize\": 4 }, \"window\": {}", "'changedBy'")]
    public void A_wrong_dataset_is_told(string text, string instead, string told)
    {
        var dataset = Kingdee.Shipments.ReplaceLineEndings(" ").Replace("  ", "", StringComparison.Ordinal);
        Assert.Contains(text, dataset, StringComparison.Ordinal);
        Told(Kingdee.File(dataset.Replace(text, instead, StringComparison.Ordinal)), told);
    }

    [Theory]
    [InlineData("""{ "zone": "Beijing" }""", "kingdee.zone is 'Beijing'")]
    [InlineData("""{ "user": "a,b" }""", "can hold no comma")]
    [InlineData("""{ "targets": { "invoice": { "form": "A", "keyField": "F", "fields": {} } } }""", "no such kind")]
    [InlineData(
        """{ "targets": { "sales-order": { "form": "A", "keyField": "F", "fields": { "F": "number" } } } }""",
        "'F' bears our key by itself")]
    [InlineData(
        """{ "targets": { "sales-order": { "form": "A", "keyField": "F'", "fields": {} } } }""",
        "'F'' is no name of a field")]
    [InlineData(
        """{ "targets": { "sales-order": { "form": "A", "keyField": "F", "fields": { "FX": "colour" } } } }""",
        "a sales-order holds no 'colour'")]
    public void Wrong_settings_are_told(string settings, string told) => Told(Kingdee.File(kingdee: settings), told);

    [Fact]
    public void An_application_id_that_was_not_copied_whole_is_told() =>
        Told(Kingdee.File(appKey: "200100"), "no application id");

    [Fact]
    public void Settings_of_kingdee_in_another_kind_are_told()
    {
        var file = Kingdee.File();
        Told(file with { Kind = ConnectorKind.Sap }, "belongs to kind 'kingdee' alone");
        Told(file with { Kingdee = null }, "needs 'kingdee'");
        Told(file with { App = null }, "needs 'app'");
        Told(file with { SignIn = new SignIn("u", new SecretName("P")) }, "takes no 'signIn'");
    }

    private static void Told(ConnectorFile file, string told)
    {
        var e = Assert.Throws<ConfigurationException>(() => KingdeeCheck.Require(file));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("kingdee.json: ", e.Message, StringComparison.Ordinal);
    }
}
