using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>What a comparison of goods came to, in a line for people and as JSON for programs.</summary>
internal static class GoodsSummary
{
    public static string Line(GoodsFigures goods)
    {
        var words = goods.Setup.Words;
        var open = goods.Unexplained.Select(b => $"{b.DealerCode} {b.Currency} {words.Figure(b.Residual)}").ToList();
        var incomplete = goods.Incomplete.Select(b => b.DealerCode).Distinct().ToList();
        return $"{words.Short,-15}{goods.Green} of {goods.Books.Count} books of {goods.Dealers} dealers in order, "
            + $"{goods.Breaks.Count} differences, {goods.Breaks.Count(b => b.Tolerated)} tolerated; unexplained "
            + (open.Count == 0 ? "none" : string.Join(", ", open))
            + (incomplete.Count == 0 ? "" : $"; incomplete {string.Join(", ", incomplete)}");
    }

    public static object ToJson(GoodsFigures goods) => new
    {
        Books = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(goods.Setup.Books.ToString()),
        Title = $"{goods.Setup.Words.Title.English} ({goods.Setup.Words.Title.Chinese})",
        goods.Dealers,
        goods.Books.Count,
        goods.Green,
        Incomplete = goods.Incomplete.Select(b => $"{b.DealerCode}: {b.Note}"),
        Differences = goods.Breaks.Select(b => new
        {
            Dealer = b.DealerCode,
            Book = b.Currency,
            b.Documents,
            b.Cause,
            Amount = MonthSummary.Money(b.Amount),
            b.Tolerated,
        }),
        Unexplained = goods.Unexplained.Select(b => new
        {
            Dealer = b.DealerCode,
            Book = b.Currency,
            Residual = MonthSummary.Money(b.Residual!.Value),
        }),
    };
}
