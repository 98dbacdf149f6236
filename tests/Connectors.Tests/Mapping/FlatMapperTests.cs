using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Mapping;

public sealed class FlatMapperTests
{
    private static readonly DatasetMapping Invoices = Samples.Mapping("""
        {
          "dataset": "invoices",
          "source": {},
          "fields": {
            "number": "no",
            "dealer_code": { "path": "dealer", "convert": "trim" },
            "kind": { "constant": "invoice" },
            "invoice_date": "at",
            "currency": { "constant": "CNY" }
          },
          "lines": {
            "groupBy": "no",
            "fields": {
              "position": { "convert": "rowNumber" },
              "product_code": "item",
              "quantity": "qty",
              "net_amount": { "multiply": [ "qty", "price" ] },
              "gross_amount": { "multiply": [ "qty", "price" ] },
              "tax_amount": { "path": "tax" }
            }
          },
          "controls": [ { "name": "noDealer", "when": { "path": "dealer", "empty": true } } ]
        }
        """);

    [Fact]
    public void Rows_of_one_document_belong_together_even_when_another_stands_between()
    {
        var page = Map("""
            A,D1,2026-10-01 09:00:00,X,1,1.10,
            B,D2,2026-10-01 09:00:00,X,1,5.00,
            A,D1,2026-10-01 09:01:00,Y,2,2.25,0.30
            """);

        Assert.Equal(["A", "B"], page.Documents.Select(d => d.Key));
        var a = page.Documents[0];
        Assert.Equal(["1", "2"], a.Lines.Select(l => l[Datasets.Invoices.LineIndexOf("position")]));
        Assert.Equal(5.60m, a.Values[Datasets.Invoices.IndexOf("gross_amount")]);
        Assert.Equal(0.30m, a.Values[Datasets.Invoices.IndexOf("tax_amount")]);
        Assert.Null(page.Documents[1].Values[Datasets.Invoices.IndexOf("tax_amount")]);
    }

    [Fact]
    public void A_row_that_contradicts_the_header_rejects_its_document_whole()
    {
        var page = Map("""
            A,D1,2026-10-01,X,1,1,
            A,D2,2026-10-01,Y,1,1,
            A,D1 ,2026-10-01,Z,1,1,
            """);

        Assert.Empty(page.Documents);
        Assert.Equal(
            ["document-incomplete", "header-disagrees", "document-incomplete"], page.Rejected.Select(r => r.Code));
        Assert.Equal(3, page.Rejected[1].Place.Row);
        Assert.Equal("dealer", page.Rejected[1].Place.Column);
        Assert.Equal("D2", page.Rejected[1].Value);
        Assert.Equal(3, page.Tally.RejectedLines);
    }

    [Fact]
    public void A_header_value_that_lacks_is_told_on_every_row_that_lacks_it()
    {
        var page = Map("""
            A,,2026-10-01,X,1,1,
            A,,2026-10-01,Y,1,1,
            """);

        Assert.Equal([("missing", 2L), ("missing", 3L)], page.Rejected.Select(r => (r.Code, r.Place.Row!.Value)));
        Assert.Equal(2m, page.Tally.Controls["noDealer"]);
    }

    [Fact]
    public void Exact_repeats_are_kept_and_counted()
    {
        var page = Map("""
            A,D1,2026-10-01,X,1,1,
            A,D1,2026-10-01,X,1,1,
            A,D1,2026-10-01,X,1,1.0,
            """);

        Assert.Equal(3, Assert.Single(page.Documents).Lines.Count);
        Assert.Equal(1, page.Tally.Repeats);
    }

    [Fact]
    public void A_row_without_a_document_number_and_a_row_with_a_stray_delimiter_stand_alone()
    {
        var page = Map("""
            ,D1,2026-10-01,X,1,1,
            A,D1,2026-10-01,"tea, black",1,1,
            A,D1,2026-10-01,tea, green,1,1,
            """);

        Assert.Single(page.Documents);
        Assert.Equal([("missing", 2L), ("malformed", 4L)], page.Rejected.Select(r => (r.Code, r.Place.Row!.Value)));
        Assert.Equal(3, page.Tally.Lines);
        Assert.Equal(3, page.Tally.AcceptedLines + page.Tally.RejectedLines);
    }

    [Fact]
    public void A_row_that_holds_no_line_states_the_header_of_a_document_without_lines()
    {
        var mapping = Invoices with { Lines = Invoices.Lines! with { When = new() { Path = "item", Empty = false } } };
        var page = Map(
            """
            A,D1,2026-10-01,,,,
            B,D2,2026-10-01,,,,
            B,D2,2026-10-01,X,2,3,
            """,
            mapping);

        Assert.Equal([("A", 0), ("B", 1)], page.Documents.Select(d => (d.Key, d.Lines.Count)));
        Assert.Equal("1", page.Documents[1].Lines[0][Datasets.Invoices.LineIndexOf("position")]);
        Assert.Equal(6m, page.Documents[1].Values[Datasets.Invoices.IndexOf("gross_amount")]);
        Assert.Equal((3L, 3L), (page.Tally.Lines, page.Tally.AcceptedLines));
    }

    [Fact]
    public void A_row_that_holds_no_line_must_still_agree_with_the_header()
    {
        var mapping = Invoices with { Lines = Invoices.Lines! with { When = new() { Path = "item", Empty = false } } };
        var page = Map(
            """
            B,D2,2026-10-01,X,2,3,
            B,D9,2026-10-01,,,,
            """,
            mapping);

        Assert.Empty(page.Documents);
        Assert.Contains(page.Rejected, r => (r.Code, r.Value, r.Place.Row) == ("header-disagrees", "D9", 3L));
    }

    [Fact]
    public void Tallies_of_parts_add_up_in_any_order()
    {
        var one = Map("A,D1,2026-10-01,X,1,1,").Tally;
        var two = Map("B,,2026-10-01,X,1,1,\nC,D1,2026-10-01,X,1,1,").Tally;
        var sum = one.Add(two);

        Assert.Equal(("A", "C", 3L, 1L), (sum.FirstKey, sum.LastKey, sum.Lines, sum.RejectedLines));
        Assert.Equal(1m, sum.Controls["noDealer"]);
        Assert.Equal(sum.Controls, two.Add(one).Controls);
        Assert.Equal(sum, two.Add(one) with { Controls = sum.Controls });
    }

    private static MappedPage Map(string rows, DatasetMapping? other = null)
    {
        var mapping = other ?? Invoices;
        var file = $"no,dealer,at,item,qty,price,tax\n{rows.ReplaceLineEndings("\n")}\n";
        return Mapper.Map(Datasets.Invoices, mapping, Samples.Csv(file, mapping));
    }
}
