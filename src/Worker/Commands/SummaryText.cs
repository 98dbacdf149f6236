using System.Text;

namespace DealerIntegration.Worker.Commands;

/// <summary>A month's summary in a few lines for a person.</summary>
internal static class SummaryText
{
    public static string Of(MonthSummary summary)
    {
        var f = summary.Figures;
        var text = new StringBuilder();
        text.AppendLine($"Month {f.Period}");
        foreach (var run in f.Runs)
        {
            text.AppendLine(
                $"  {run.Pipeline,-16} {run.Scope,-16} {run.Status,-10} {run.Seconds,8:0.000} s {run.RowsIn,9} rows"
                + (run.Rejected > 0 ? $", {run.Rejected} rejected" : "") + (run.Note is null ? "" : $"  ({run.Note})"));
        }

        var gone = f.Certificates.Sum(c => c.Gone);
        text.AppendLine($"Certificates   {f.Certificates.Count(c => c.Complete)} of {f.Certificates.Count} complete"
            + (gone > 0 ? $", {gone} documents gone at their sources" : ""));
        text.AppendLine(
            $"Orders         {f.Orders.Accepted} accepted, {f.Orders.Refused} refused, {f.Orders.Pushed} in the ERP");
        text.AppendLine($"Matched        {MonthSummary.Money(f.MatchedAmount)}");
        foreach (var (cause, amount) in f.BrokenByCause)
        {
            text.AppendLine($"  {cause,-20} {MonthSummary.Money(amount),14}");
        }

        text.AppendLine($"Residual       {MonthSummary.Money(f.Residual)}");
        var incomplete = f.IncompleteDealers.Count == 0 ? "none" : string.Join(", ", f.IncompleteDealers);
        text.AppendLine($"Incomplete     {incomplete}");
        foreach (var goods in f.Goods)
        {
            text.AppendLine(GoodsSummary.Line(goods));
        }

        text.AppendLine(
            $"Rebates        earned {MonthSummary.Money(f.Earned)}, payable now {MonthSummary.Money(f.Payable)}");
        text.AppendLine($"Diversion      {f.Cases.Count} cases, {f.Observations} observations");
        text.AppendLine($"Pushes         {f.Pushes.Done} done, {f.Pushes.Refused} refused, {f.Pushes.Unknown} open");
        foreach (var notice in f.Notices)
        {
            text.AppendLine($"  {notice.Connector} {notice.Kind} {notice.Number} ({notice.Key}): {notice.Notice}");
        }

        text.AppendLine($"Files          {summary.Folders.Outbox}");
        text.AppendLine($"Dashboard      {summary.Dashboard.Address}");
        return text.ToString();
    }
}
