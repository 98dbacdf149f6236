using DealerIntegration.Domain.RebatePool;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Rebates;

namespace DealerIntegration.Worker.Commands;

/// <summary>The rebate pool in words (返利池余额).</summary>
internal static class PoolText
{
    public static IEnumerable<string> Of(PoolReport report)
    {
        yield return $"Rebate pool on {report.Day:yyyy-MM-dd}";
        if (report.Balances.Count == 0)
        {
            yield return "  nothing was credited";
        }

        foreach (var b in report.Balances)
        {
            yield return $"  {b.DealerCode} {b.Currency} {b.Form}: credited {AmountText.Of(b.Credited)} − used "
                + $"{AmountText.Of(b.Used)} − expired {AmountText.Of(b.Expired)} = {AmountText.Of(b.Remaining)}";
            foreach (var credit in report.ExpiringSoon.Where(
                c => c.Purse == new Purse(b.DealerCode, b.Currency, b.Form)))
            {
                yield return $"      {AmountText.Of(credit.Remaining)} of entry {credit.Number} expires on "
                    + $"{credit.ExpiresOn:yyyy-MM-dd}";
            }
        }

        foreach (var entry in report.Entries)
        {
            yield return Line(entry);
        }
    }

    public static string Drawn(long number, DrawRequest request) =>
        $"{number,8}  {request.Purse.DealerCode} draws {AmountText.Of(request.Amount)} {request.Purse.Currency} for "
        + request.Reference;

    private static string Line(StoredPoolEntry entry) =>
        $"{entry.Number,8}  {entry.EnteredAt:yyyy-MM-dd} {entry.Kind,-9}{AmountText.Of(entry.Amount),16} "
        + $"{entry.Currency} {entry.Form}"
        + (entry.Reference is null ? "" : $" for {entry.Reference}")
        + (entry.ExpiresOn is null ? "" : $", until {entry.ExpiresOn:yyyy-MM-dd}")
        + (entry.Reverses is null ? "" : $", takes back {entry.Reverses}")
        + (entry.ReversedBy is null ? "" : $", taken back by {entry.ReversedBy}")
        + $", by {entry.EnteredBy}: {entry.Reason}";
}
