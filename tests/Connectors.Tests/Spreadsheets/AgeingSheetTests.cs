using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>The sheet of open documents says whether they come to the closing balance.</summary>
public sealed class AgeingSheetTests
{
    private static readonly DealerStatement Sample = ResultSamples.Statement();

    [Fact]
    public void Agrees_where_the_open_documents_come_to_the_closing_balance() =>
        Assert.Equal("4000.2 一致 agrees", Written(Sample));

    [Fact]
    public void Differs_where_a_document_is_missing() => Assert.Equal(
        "3299.9 不一致 differs",
        Written(Sample with { Ageing = Sample.Ageing with { Open = [.. Sample.Ageing.Open.SkipLast(1)] } }));

    [Fact]
    public void Says_that_nothing_is_open_where_nothing_is_owed()
    {
        var settled = Sample with
        {
            Opening = -2500.20m, Closing = 0m, Ageing = Sample.Ageing with { Open = [] },
        };
        Assert.Equal("0 一致 agrees", Written(settled));
        using var book = Book(settled);
        Assert.Contains(
            "没有未核销单据。 Nothing is open.",
            book.Worksheet("账龄 Ageing").Column(1).CellsUsed().Select(cell => cell.GetString()));
    }

    private static string Written(DealerStatement statement)
    {
        using var book = Book(statement);
        var closing = book.Worksheet("账龄 Ageing").Column(1).CellsUsed()
            .Single(cell => cell.GetString().StartsWith("期末余额", StringComparison.Ordinal)).WorksheetRow();
        return $"{closing.RowAbove().Cell(4).CachedValue} {closing.Cell(3).CachedValue}";
    }

    private static XLWorkbook Book(DealerStatement statement) =>
        new(new MemoryStream(StatementWorkbook.Write(statement, ReplyLanguage.Chinese)));
}
