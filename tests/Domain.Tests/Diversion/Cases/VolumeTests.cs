using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Diversion.Cases;

/// <summary>What a ruling moves, and to whom.</summary>
public sealed class VolumeTests
{
    [Fact]
    public void Items_are_priced_by_the_average_of_the_invoices_and_rounded_once()
    {
        // 3 × 100 / 7 is 42.857…; a price rounded first would have said 3 × 14.29 = 42.87.
        var volume = DivertedVolume.Of(3m, new InvoicedProduct("CNY", 7m, 100m, 113m, Told.Same("October")), "USD");
        Assert.Equal((42.86m, 48.43m, "CNY"), (volume.NetAmount, volume.GrossAmount, volume.Currency));
        Assert.Equal(
            "3 items × 100 / 7 = 42.86 CNY without tax, × 113 / 7 = 48.43 with tax, rounded half up (October).",
            volume.Arithmetic.English);
        var yen = new InvoicedProduct("JPY", 7m, 100m, 113m, Told.Same(""));
        Assert.Equal(43m, DivertedVolume.Of(3m, yen, "JPY").NetAmount);
    }

    [Fact]
    public void A_product_that_was_never_invoiced_moves_without_an_amount_and_says_so()
    {
        var volume = DivertedVolume.Of(3m, null, "CNY");
        Assert.Equal((3m, 0m, 0m, "CNY"), (volume.Items, volume.NetAmount, volume.GrossAmount, volume.Currency));
        Assert.Contains("never invoiced", volume.Arithmetic.English);
    }

    [Theory]
    [InlineData("D2:610000 D3:610100", "D3")]
    [InlineData("D3:610100 D2:610000", "D3")]
    [InlineData("D2:000000", "D2")]
    [InlineData("D1:610100 D2:610000", "D2")]
    [InlineData("D2:610100 D3:610100", null)]
    [InlineData("D2:610000 -D2:610100", null)]
    [InlineData("D2:610000 D3:610100 -D3:610100", "D2")]
    [InlineData("D2:620000", null)]
    [InlineData("", null)]
    public void The_dealer_with_the_smallest_area_around_the_place_gets_it_else_the_house(string claims, string? holder)
    {
        var read = claims.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => new AreaClaim(
            c.TrimStart('-')[..2], c[(c.IndexOf(':', StringComparison.Ordinal) + 1)..], c[0] == '-')).ToList();
        var found = AreaHolder.Of("610100", "D1", read);
        Assert.Equal(holder, found.Dealer);
        Assert.Equal(holder is null, found.Words.English.Contains("house account", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-02", "2026-02-01", "2026-02-28")]
    [InlineData("2026-Q1", "2026-01-01", "2026-03-31")]
    [InlineData("2026-Q4", "2026-10-01", "2026-12-31")]
    public void A_window_is_a_month_or_a_quarter(string text, string first, string last)
    {
        var window = CaseWindow.Parse(text);
        Assert.Equal($"{first} {last}", $"{window.Start:yyyy-MM-dd} {window.End:yyyy-MM-dd}");
        Assert.Equal(window.End, window.Nearest(window.End.AddDays(1)));
    }

    [Theory]
    [InlineData("2026-Q5")]
    [InlineData("2026")]
    [InlineData("2026-13")]
    [InlineData("20 6-Q1")]
    public void Another_text_is_no_window(string text) =>
        Assert.Throws<FormatException>(() => CaseWindow.Parse(text));
}
