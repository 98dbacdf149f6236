using System.Globalization;

namespace DealerIntegration.Bench.Sync;

/// <summary>The bare download: a page's bytes one after the other, nothing looked at.</summary>
internal static class PageReader
{
    public static async Task ReadAsync(
        string address, int pages, Func<byte[], Task> take, CancellationToken cancel)
    {
        using var client = new HttpClient();
        for (var page = 0; page < pages; page++)
        {
            var at = page.ToString(CultureInfo.InvariantCulture);
            await take(await client.GetByteArrayAsync(
                new Uri($"{address}/now/{PartnerOrders.List}?$skiptoken={at}"), cancel));
        }
    }
}
