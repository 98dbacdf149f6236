using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Reconciliation.Clearing;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Statements;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>How old our closing balance with a dealer is (账龄), as the run of the page knew it.</summary>
internal sealed class AgeingPart(Database database, DashboardQueries runs, HubPaths paths)
{
    public async Task<Html> OfAsync(long run, Period period, string dealer, string currency, CancellationToken cancel)
    {
        if ((await runs.FactsAsync(run, cancel))?.Watermark is not { } watermark)
        {
            return Html.Nothing;
        }

        ClearingTerms terms;
        try
        {
            terms = ClearingTerms.Load(paths);
        }
        catch (ConfigurationException wrong)
        {
            // The figures of the run are not to disappear because a file was changed since.
            return Part(Html.Of($"""<p class="problem">{wrong.Message}</p>"""));
        }

        return Part(Table(await database.RolledBackAsync(
            transaction => ClearedAccount.OfAsync(transaction, dealer, currency, period, watermark, terms, cancel),
            cancel)));

        Html Part(Html content) => Html.Of(
            $"""
            <h2>账龄 <small>Age of our closing balance at {period.End:yyyy-MM-dd}, {currency}</small></h2>
            {content}
            """);
    }

    private static Html Table(ClearedAccount account) => Html.Of(
        $"""
        <div class="wide"><table class="balance"><thead><tr><th>天数 Days</th>
        <th class="n">未核销单据 Open documents</th><th class="n">金额 Amount</th></tr></thead><tbody>
        {Html.Each(account.Ages, Band)}
        <tr class="total"><th>合计 Together</th><td class="n">{Formats.Count(account.Result.Open.Count)}</td>
        <td class="n">{Formats.Money(account.Balance)}</td></tr>
        </tbody></table></div>
        """);

    private static Html Band(AgeLine line) => Html.Of(
        $"""
        <tr><th>{line.Band.Name}</th><td class="n">{Formats.Count(line.Documents)}</td>
        <td class="n">{Formats.Money(line.Amount)}</td></tr>
        """);
}
