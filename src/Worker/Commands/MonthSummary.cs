using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>A month's figures with where its files lie and how to look at it.</summary>
internal sealed record MonthSummary(MonthFigures Figures, SummaryFolders Folders, SummaryDashboard Dashboard)
{
    /// <summary>The shape that other programs read; amounts are text, so that no reader rounds them.</summary>
    public object ToJson() => new
    {
        Figures.Period,
        Figures.Runs,
        Figures.Certificates,
        Figures.Orders,
        Figures.Breaks,
        MatchedAmount = Money(Figures.MatchedAmount),
        BrokenByCause = Figures.BrokenByCause.ToDictionary(c => c.Key, c => Money(c.Value)),
        Residual = Money(Figures.Residual),
        Figures.IncompleteDealers,
        Goods = Figures.Goods.Select(GoodsSummary.ToJson),
        Payable = Money(Figures.Payable),
        Earned = Money(Figures.Earned),
        Figures.Cases,
        Figures.Observations,
        Figures.Scans,
        Figures.Pushes,
        Figures.Pushed,
        Figures.Notices,
        Folders,
        Dashboard,
    };

    public static string Money(decimal amount) => amount.ToString("0.00##");
}

internal sealed record SummaryFolders(string Drop, string Outbox);

internal sealed record SummaryDashboard(string Address, string PasswordFile);
