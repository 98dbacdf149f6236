using System.Net;

namespace DealerIntegration.Worker.Tests.Dashboard;

// Its own hub: the clock of a class is moved while nobody else signs in.
public sealed class SessionTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    [Fact]
    public async Task Ends_after_half_an_hour_without_a_person()
    {
        using var browser = await hub.SignInAsync("ida");
        hub.Clock.Ahead += TimeSpan.FromMinutes(20);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        hub.Clock.Ahead += TimeSpan.FromMinutes(20);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        hub.Clock.Ahead += TimeSpan.FromMinutes(31);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Is_not_kept_alive_by_a_page_that_refreshes_itself()
    {
        using var browser = await hub.SignInAsync("ida");
        Assert.Equal(HttpStatusCode.OK, await RefreshAsync(browser, TimeSpan.FromMinutes(20)));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefreshAsync(browser, TimeSpan.FromMinutes(11)));
    }

    [Fact]
    public async Task Ends_after_eight_hours_in_any_case()
    {
        using var browser = await hub.SignInAsync("ida");
        for (var minutes = 20; minutes <= 460; minutes += 20)
        {
            hub.Clock.Ahead += TimeSpan.FromMinutes(20);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        }

        hub.Clock.Ahead += TimeSpan.FromMinutes(21);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
    }

    private async Task<HttpStatusCode> RefreshAsync(Browser browser, TimeSpan later)
    {
        hub.Clock.Ahead += later;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.Add("X-Hub-Refresh", "1");
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }
}
