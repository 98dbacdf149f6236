using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Mapping;

public sealed class NestedMapperTests
{
    private static readonly DatasetMapping Invoices = Samples.Mapping("""
        {
          "dataset": "invoices",
          "source": {},
          "fields": {
            "number": { "path": "no", "convert": "trimZeros" },
            "dealer_code": "dealer",
            "kind": { "path": "type", "map": { "F2": "invoice", "RE": "return" } },
            "invoice_date": "day",
            "currency": { "path": "cur", "default": "CNY" },
            "gross_amount": { "path": "gross", "negateWhen": { "path": "type", "equals": "RE" } }
          },
          "lines": {
            "path": "items",
            "fields": {
              "position": { "path": "pos", "convert": "trimZeros" },
              "product_code": { "join": [ "make", "model" ], "separator": "-" },
              "quantity": { "path": "qty", "negateWhen": { "path": "/type", "equals": "RE" } },
              "net_amount": "net",
              "gross_amount": { "multiply": [ "qty", "price" ], "negateWhen": { "path": "/type", "equals": "RE" } }
            }
          },
          "controls": [
            { "name": "gross", "sum": "gross_amount" },
            { "name": "headerGross", "sum": "gross_amount", "when": { "path": "/type", "equals": "RE" } },
            { "name": "lines" }
          ]
        }
        """);

    private const string Good = """
        { "no": "0090", "dealer": "D001", "type": "RE", "day": "2026-10-02", "gross": "30.30", "items": [
          { "pos": "000010", "make": "P", "model": "1", "qty": "3", "price": "10.10", "net": "26.81" } ] }
        """;

    [Fact]
    public void Figures_of_a_return_turn_negative_on_header_and_lines()
    {
        var document = Assert.Single(Map($"[{Good}]").Documents);

        Assert.Equal("90", document.Key);
        Assert.Equal("return", Header(document, "kind"));
        Assert.Equal("CNY", Header(document, "currency"));
        Assert.Equal(-30.30m, Header(document, "gross_amount"));
        Assert.Equal("10", Line(document, 0, "position"));
        Assert.Equal("P-1", Line(document, 0, "product_code"));
        Assert.Equal(-3m, Line(document, 0, "quantity"));
        Assert.Equal("-30.30", Line(document, 0, "gross_amount")!.ToString());
        Assert.Equal(26.81m, Line(document, 0, "net_amount"));
    }

    [Fact]
    public void Every_problem_of_a_document_is_told_at_once_and_its_sound_lines_name_the_culprit()
    {
        var page = Map("""
            [ { "no": "7", "dealer": "", "type": "ZZ", "day": "2 Oct", "gross": "1", "cur": null, "items": [
                { "pos": "1", "make": "P", "model": "1", "qty": "x", "price": "1", "net": "1" },
                { "pos": "2", "make": "P", "model": "2", "qty": "1", "price": "1", "net": "1" } ] } ]
            """);

        Assert.Empty(page.Documents);
        Assert.Equal(
            ["missing", "code-not-listed", "not-a-date", "not-a-number", "not-a-number", "document-incomplete"],
            page.Rejected.Select(r => r.Code));
        Assert.All(page.Rejected, r => Assert.Equal("7", r.Key));
        Assert.Equal("items.0.qty", page.Rejected[3].Place.Column);
        Assert.Equal("x", page.Rejected[3].Value);
        Assert.Contains("dealer", page.Rejected[^1].Message, StringComparison.Ordinal);
        Assert.Equal(2, page.Tally.RejectedLines);
        Assert.Equal(1, page.Tally.Documents);
        Assert.Equal(0, page.Tally.AcceptedDocuments);
    }

    [Fact]
    public void Control_totals_count_what_was_read_and_not_what_was_accepted()
    {
        var bad = Good.Replace("2026-10-02", "soon").Replace("\"RE\"", "\"F2\"");
        var tally = Map($"[{Good},{bad}]").Tally;

        Assert.Equal(1, tally.AcceptedLines);
        Assert.Equal(1, tally.RejectedLines);
        Assert.Equal(2m, tally.Controls["lines"]);
        Assert.Equal(0m, tally.Controls["gross"]);
        Assert.Equal(-30.30m, tally.Controls["headerGross"]);
    }

    [Theory]
    [InlineData("\"gross\"", "\"brutto\"")]
    [InlineData("\"type\"", "\"kind\"")]
    [InlineData("\"qty\"", "\"menge\"")]
    public void A_path_the_source_does_not_have_is_never_taken_for_an_empty_value(string old, string renamed)
    {
        var page = Map($"[{Good.Replace(old, renamed)}]");
        Assert.Empty(page.Documents);
        Assert.Contains(page.Rejected, r => r.Code == "no-such-path");
    }

    [Fact]
    public void A_document_without_lines_is_rejected_and_counted_as_one()
    {
        var page = Map("""
            [ { "no": "8", "dealer": "D", "type": "F2", "day": "2026-10-02", "gross": "1", "items": [] } ]
            """);
        Assert.Equal("no-lines", Assert.Single(page.Rejected).Code);
        Assert.Equal(1, page.Tally.Lines);
        Assert.Equal(1, page.Tally.RejectedLines);
    }

    [Fact]
    public void A_product_that_does_not_fit_exactly_is_refused()
    {
        var page = Map($"[{Good.Replace("10.10", "1.000000000000001").Replace("\"3\"", "\"1.000000000000001\"")}]");
        Assert.Contains(page.Rejected, r => r.Code == "not-exact");
    }

    [Fact]
    public void Text_that_PostgreSQL_cannot_hold_is_refused()
    {
        var page = Map($"[{Good.Replace("D001", "D\\u00001")}]");
        Assert.Contains(page.Rejected, r => r.Code == "nul-character");
    }

    private static MappedPage Map(string json) => Mapper.Map(Datasets.Invoices, Invoices, Samples.Json(json));

    private static object? Header(MappedDocument document, string field) =>
        document.Values[Datasets.Invoices.IndexOf(field)];

    private static object? Line(MappedDocument document, int line, string field) =>
        document.Lines[line][Datasets.Invoices.LineIndexOf(field)];
}
