using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Draws;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Draws;

public sealed class DrawFileTests
{
    [Fact]
    public void Rows_are_read_with_their_numbers_in_the_forms_people_write()
    {
        var file = Read("Dealer,Amount,Reference,Currency,Form\nD001,\"3,000.00\",R1,cny,goods\n\nD002,５００,R2,,\n");
        Assert.Empty(file.Problems);
        Assert.Equal(
            [new DrawRow(2, "D001", 3000m, "R1", "CNY", "goods"), new DrawRow(4, "D002", 500m, "R2", null, null)],
            file.Rows);
    }

    [Fact]
    public void Every_cell_that_cannot_be_is_named_and_no_row_is_given()
    {
        var file = Read("dealer,amount,reference,currency\nD001,-5,R1,CNY\n,1,R2,XXX\nD003,one,,CNY\nD004,1,R4,CNY\n");
        Assert.Empty(file.Rows);
        Assert.Equal(
            [
                "draws.csv B2: '-5' is no amount above zero; write for example 2500.00.",
                "draws.csv A3: there is no dealer; fill the cell or delete the row.",
                "draws.csv D3: 'XXX' is no currency of ISO 4217; write for example CNY.",
                "draws.csv C4: there is no reference; fill the cell or delete the row.",
                "draws.csv B4: 'one' is no amount above zero; write for example 2500.00.",
            ],
            file.Problems);
    }

    [Theory]
    [InlineData("dealer,amount\nD001,5\n", "row 1: the column 'reference' is missing")]
    [InlineData("dealer,amount,reference,note\nD001,5,R1,x\n", "D1: there is no column 'note'")]
    [InlineData("dealer,amount,reference,amount\nD001,5,R1,5\n", "D1: the column 'amount' is there twice")]
    [InlineData("dealer,amount,reference\n", "has no row below its header")]
    [InlineData("dealer,amount,reference\n\"D001,5,R1\n", "draws.csv: ")]
    public void A_file_that_is_none_is_refused_with_the_reason(string text, string reason)
    {
        var file = Read(text);
        Assert.Empty(file.Rows);
        Assert.Contains(file.Problems, p => p.Contains(reason));
    }

    private static DrawFile Read(string text) => DrawFile.Read(
        Books.Opened(Encoding.UTF8.GetBytes(text), "draws.csv"));
}
