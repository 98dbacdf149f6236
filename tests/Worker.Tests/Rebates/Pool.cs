using System.Text;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.RebatePool;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Rebates;

/// <summary>A hub with two dealers and a pool that a test fills.</summary>
internal static class Pool
{
    public static readonly Purse D001 = new("D001", "CNY", PayoutCodes.Pool);

    public static DateOnly Today => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));

    public static async Task<TestHub> OpenAsync(PostgresFixture postgres)
    {
        var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        return hub;
    }

    public static async Task<long> CreditAsync(
        this TestHub hub, decimal amount, DateOnly? expires = null, Purse? purse = null) =>
        (await hub.Database.InTransactionAsync(
            (_, transaction) => RebatePoolStore.BookAsync(
                transaction,
                [
                    new PoolEntry(
                        purse ?? D001, PoolEntryKind.Credit, amount, "VOL v1 2026-10", "sara",
                        [new PoolPart(null, amount)])
                    {
                        ExpiresOn = expires,
                    },
                ],
                CancellationToken.None),
            CancellationToken.None)).Single();

    public static Task<IReadOnlyList<(long Number, DrawRequest Request)>> DrawAsync(
        this TestHub hub, params string[] rows) =>
        hub.Get<PoolDesk>().DrawAsync(
            Encoding.UTF8.GetBytes($"dealer,amount,reference\n{string.Join('\n', rows)}\n"), "draws.csv", "fiona",
            CancellationToken.None);

    /// <summary>Credited, used, expired, remaining.</summary>
    public static async Task<string> BalanceAsync(this TestHub hub, string dealer = "D001")
    {
        var report = await hub.Get<PoolDesk>().LookAsync(dealer, CancellationToken.None);
        return string.Join(
            "; ", report.Balances.Select(b => FormattableString.Invariant(
                $"{b.Credited:0.##} {b.Used:0.##} {b.Expired:0.##} {b.Remaining:0.##}")));
    }
}
