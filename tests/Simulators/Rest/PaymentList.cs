using System.Globalization;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Rest;

/// <summary>The list of payments (回款): numbered pages, a count of all, and a filter by the last change.</summary>
internal sealed class PaymentList(StageRecords records)
{
    public Task PageAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (page, size) = (Number(query, "page"), Number(query, "size"));
        var (from, to) = (Instant(query, "changedFrom"), Instant(query, "changedTo"));
        var found = records.ForPage(page - 1)
            .Where(record => (from is null || record.ChangedAt >= from) && (to is null || record.ChangedAt < to))
            .ToList();
        return RestWire.Write(context, 200, new
        {
            code = "OK",
            total = found.Count,
            items = found.Skip((page - 1) * size).Take(size).Select(record => new
            {
                no = record.Number,
                customer = record.Dealer,
                day = record.ChangedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                amount = record.Amount,
            }),
        });
    }

    private static int Number(IQueryCollection query, string name) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new RestException(400, "PAGE", $"{name} must be a whole number above zero");

    private static DateTimeOffset? Instant(IQueryCollection query, string name) =>
        query[name].ToString() is not { Length: > 0 } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant) ? instant
        : throw new RestException(400, "TIME", $"{name} '{text}' is no time");
}
