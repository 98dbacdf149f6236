using DealerIntegration.Domain.RebatePool;

namespace DealerIntegration.Domain.Tests.RebatePool;

public sealed class PoolBookTests
{
    private static readonly Purse Pool = new("D001", "CNY", PayoutCodes.Pool);

    private static readonly DateOnly Today = new(2026, 11, 1);

    [Fact]
    public void What_expires_first_is_taken_first_and_what_never_expires_last()
    {
        var book = new PoolBook(
            [
                Credit(1, null, 100m), Credit(2, Today.AddDays(9), 100m), Credit(3, Today, 100m),
                Credit(4, Today.AddDays(9), 100m),
            ],
            Today);
        Assert.Equal(
            [new PoolPart(3, -100m), new PoolPart(2, -100m), new PoolPart(4, -50m)], book.Take(Pool, 250m));
        Assert.Equal([new PoolPart(4, -50m), new PoolPart(1, -100m)], book.Take(Pool, 500m));
        Assert.Equal(0m, book.Left(Pool));
    }

    [Fact]
    public void A_credit_can_be_drawn_on_its_last_day_and_not_on_the_next()
    {
        PoolCredit[] credits = [Credit(1, Today, 100m)];
        Assert.Equal(100m, new PoolBook(credits, Today).Left(Pool));
        Assert.Equal(0m, new PoolBook(credits, Today.AddDays(1)).Left(Pool));
        Assert.Empty(new PoolBook(credits, Today.AddDays(1)).Take(Pool, 1m));
    }

    [Fact]
    public void Dealers_currencies_and_forms_have_purses_of_their_own()
    {
        var book = new PoolBook([Credit(1, null, 100m)], Today);
        Assert.Equal(0m, book.Left(Pool with { DealerCode = "D002" }));
        Assert.Equal(0m, book.Left(Pool with { Currency = "USD" }));
        Assert.Equal(0m, book.Left(Pool with { Form = PayoutCodes.Goods }));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Whatever_is_taken_in_whatever_pieces_nothing_goes_below_zero_or_is_lost(int seed)
    {
        var random = new Random(seed);
        var credits = Enumerable.Range(1, 20)
            .Select(n => Credit(
                n, random.Next(3) == 0 ? null : Today.AddDays(random.Next(60)), random.Next(1, 10_000) / 100m))
            .ToList();
        var book = new PoolBook(credits, Today);
        var parts = new List<PoolPart>();
        for (var i = 0; i < 200; i++)
        {
            var (wanted, before) = (random.Next(0, 3_000) / 100m, book.Left(Pool));
            var taken = book.Take(Pool, wanted);
            Assert.Equal(Math.Min(wanted, before), -taken.Sum(p => p.Amount));
            parts.AddRange(taken);
        }

        foreach (var credit in credits)
        {
            Assert.InRange(-parts.Where(p => p.Credit == credit.Number).Sum(p => p.Amount), 0m, credit.Remaining);
        }

        Assert.Equal(credits.Sum(c => c.Remaining), book.Left(Pool) - parts.Sum(p => p.Amount));
    }

    private static PoolCredit Credit(long number, DateOnly? expires, decimal amount) =>
        new(number, Pool, expires, amount);
}
