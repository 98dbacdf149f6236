using DealerIntegration.EndToEnd.Tests.Support;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>The dashboard as somebody sees it who opens a browser.</summary>
public sealed class DashboardTests(PostgresFixture postgres, ClearMonth clear)
{
    /// <summary>Where the pictures go for somebody to look at; unset, they are taken and thrown away.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("HUB_TEST_PICTURES");

    [Fact]
    public async Task Dashboard_looks_and_works()
    {
        var program = Machine.Require("chromium", "chromium", "chromium-browser", "google-chrome");
        var stage = await clear.StageAsync(postgres);
        var file = Path.Combine(postgres.NewFolder(), "password");
        (await stage.HubAsync("users", "add", "looks", "--role", "it", "--password-file", file)).MustEndWith(0);
        var password = (await File.ReadAllTextAsync(file)).Trim();
        var (service, address) = await stage.ServeAsync();
        await using var serving = service;
        await using var browser = await Chromium.StartAsync(program, postgres.NewFolder());

        await browser.OpenAsync(address + "/");
        Assert.Contains("/sign-in", await browser.EvaluateAsync("location.pathname"), StringComparison.Ordinal);
        await PictureAsync(browser, "1-sign-in");
        await browser.LoadingAsync(
            $"""
            document.querySelector('[name=user]').value = 'looks';
            document.querySelector('[name=password]').value = '{password}';
            document.querySelector('form.sign-in button').click();
            """);

        Assert.Equal("/", await browser.EvaluateAsync("location.pathname"));
        var runs = await browser.EvaluateAsync("document.body.innerText");
        Assert.Contains("month", runs, StringComparison.Ordinal);
        Assert.Contains(Programs.Period, runs, StringComparison.Ordinal);
        Assert.Contains("sap/invoices", runs, StringComparison.Ordinal);
        // Unstyled, the page would have a serif heading and no colours: the style sheet was let through.
        Assert.NotEqual("0", await browser.EvaluateAsync("document.styleSheets[0].cssRules.length"));
        await PictureAsync(browser, "2-runs");
        await MustFitAsync(browser);

        await browser.LoadingAsync("document.querySelector('#live a[href^=\"/runs/\"]').click()");
        await PictureAsync(browser, "3-run");
        await MustFitAsync(browser);
        await browser.OpenAsync(address + "/hangfire");
        Assert.Contains("Jobs", await browser.EvaluateAsync("document.title"), StringComparison.Ordinal);
        Assert.NotEqual("0", await browser.EvaluateAsync("document.querySelectorAll('.metric').length"));
        await PictureAsync(browser, "4-jobs");
        await browser.OpenAsync(address + "/hangfire/servers");
        await PictureAsync(browser, "5-servers");
        Assert.Empty(browser.Complaints);
    }

    /// <summary>A page that is wider than the window hides its last column.</summary>
    private static async Task MustFitAsync(Chromium browser) => Assert.Equal(
        "0",
        await browser.EvaluateAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth"));

    private async Task PictureAsync(Chromium browser, string name)
    {
        var file = Path.Combine(Pictures ?? postgres.NewFolder(), name + ".png");
        await browser.ScreenshotAsync(file);
        Assert.True(new FileInfo(file).Length > 5_000, $"{file} shows nothing.");
    }
}
