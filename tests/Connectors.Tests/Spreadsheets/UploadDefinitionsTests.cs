using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Spreadsheets.Uploads;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

public class UploadDefinitionsTests
{
    [Fact]
    public void The_shipped_definitions_serve_orders_stock_movements_scans_and_ledgers() =>
        Assert.Equal(
            ["dealer-orders", "dealer-scans", "ledger", "stock", "stock-movements", "stock-movements"],
            Books.Definitions.Select(d => d.Dataset).Order());

    [Theory]
    [InlineData("'dataset': 'nothing'", "no dataset 'nothing'")]
    [InlineData("'dealerField': 'place'", "no field 'place'")]
    [InlineData("'constants': { 'colour': 'red' }", "no field 'colour'")]
    [InlineData("'groupBy': 'as_of'", "no field 'as_of'")]
    [InlineData("'columns': { 'on_hand': { 'raises': ['In'] } }", "needs both 'raises' and 'lowers'")]
    [InlineData("'columns': { 'on_hand': { 'synonyms': ['Stock'] } }", "required field 'product_code'")]
    public void A_definition_that_does_not_fit_its_dataset_is_refused_by_name(string member, string message)
    {
        var name = member.Split(':')[0];
        var members = new[]
        {
            "'dataset': 'stock'", "'title': { 'chinese': '库存', 'english': 'stock' }", "'acceptance': 'byDocument'",
            "'dealerField': 'place_code'", "'constants': { 'place_kind': 'dealer' }", "'totalWords': ['合计']",
            "'columns': { 'product_code': {}, 'on_hand': {} }", "'labels': { 'as_of': { 'synonyms': ['Day'] } }",
        };
        var json = "{" + string.Join(',', members.Where(m => m.Split(':')[0] != name).Append(member)) + "}";
        var definition = ConfigFile.Parse<UploadDefinition>(json.Replace('\'', '"'), "stock.json");

        var error = Assert.Throws<ConfigurationException>(() => UploadDefinitions.Check(definition, "stock.json"));
        Assert.StartsWith("stock.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void A_misspelt_member_is_an_error() => Assert.Throws<ConfigurationException>(
        () => ConfigFile.Parse<UploadDefinition>("{\"datasett\": \"stock\"}", "stock.json"));

    [Fact]
    public void A_missing_folder_is_named() => Assert.Contains(
        "nowhere", Assert.Throws<ConfigurationException>(() => UploadDefinitions.Load("nowhere")).Message);
}
