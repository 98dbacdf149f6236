using System.Net;
using DealerIntegration.Worker.Dashboard.Access;

namespace DealerIntegration.Worker.Tests.Dashboard;

public sealed class AccessTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    private const string ScriptHeader = "X-Hub-Refresh";

    public static TheoryData<string> Pages =>
    [
        "/", "/?before=3", "/runs/1", "/runs/1/dealer?code=D1", "/months", "/months/2026-10", "/files/1/1", "/nothing",
        "/sign-out", "/assets/refresh.js",
        "/assets/../hub.json", "/hangfire", "/hangfire/", "/hangfire/servers", "/hangfire/stats",
        "/hangfire/jobs/enqueued", "/hangfire/recurring", "/hangfire/css180250", "/hangfire/js180250",
        "/hangfire/fonts/glyphicons-halflings-regular/woff2",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Sends_everybody_without_a_session_to_the_sign_in_page(string path)
    {
        using var stranger = hub.Open();
        foreach (var header in new[] { "X-Nothing", "X-Forwarded-For", "X-Real-IP", "Forwarded" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.TryAddWithoutValidation(header, header == "Forwarded" ? "for=127.0.0.1" : "127.0.0.1");
            using var answer = await stranger.SendAsync(request);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/sign-in?back=", answer.Headers.Location!.OriginalString);
        }
    }

    [Theory]
    [InlineData("/runs")]
    [InlineData("/runs/1/again")]
    [InlineData("/runs/1/decide")]
    [InlineData("/months/2026-10/run")]
    [InlineData("/months/2026-10/close")]
    [InlineData("/months/2026-10/reopen")]
    [InlineData("/sign-out")]
    [InlineData("/hangfire/stats")]
    [InlineData("/hangfire/jobs/enqueued/delete")]
    [InlineData("/nothing")]
    public async Task Refuses_a_post_without_a_session(string path)
    {
        using var stranger = hub.Open();
        using var answer = await stranger.PostPlainAsync(path, ("pipeline", "quiet"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/runs")]
    [InlineData("/runs/1/again")]
    [InlineData("/runs/1/decide")]
    [InlineData("/months/2026-10/run")]
    [InlineData("/months/2026-10/close")]
    [InlineData("/months/2026-10/reopen")]
    [InlineData("/sign-out")]
    [InlineData("/hangfire/jobs/enqueued/delete")]
    public async Task Refuses_a_post_without_the_token_of_a_form(string path)
    {
        using var browser = await hub.SignInAsync("ida");
        using var answer = await browser.PostPlainAsync(path, ("pipeline", "quiet"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_sign_in_that_does_not_come_from_its_form()
    {
        using var browser = hub.Open();
        using var answer = await browser.PostPlainAsync(
            "/sign-in", ("user", "ida"), ("password", DashboardFixture.Password));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Answers_a_wrong_password_like_an_unknown_user()
    {
        using var browser = hub.Open();
        using var wrong = await browser.SignInAsync("vera", "not it");
        using var unknown = await browser.SignInAsync("nobody-here", "not it");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(await TextAsync(wrong), await TextAsync(unknown));

        static async Task<string> TextAsync(HttpResponseMessage answer)
        {
            var page = await answer.Content.ReadAsStringAsync();
            return page.Replace(Browser.TokenIn(page), "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Gives_a_session_cookie_that_scripts_and_other_sites_cannot_use()
    {
        using var browser = hub.Open();
        using var answer = await browser.SignInAsync("ida", DashboardFixture.Password);
        var cookie = Assert.Single(
            answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("hub-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Never_leads_to_another_site_after_signing_in(string back)
    {
        using var browser = hub.Open();
        using var answer = await browser.SignInAsync("ida", DashboardFixture.Password, back);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Ends_a_session_when_its_user_signs_out_or_gets_another_password()
    {
        var users = new Worker.Storage.UserStore(new Worker.Storage.Database(hub.Database));
        await users.AddAsync(
            "otto", Roles.Viewer, PasswordHash.Create(DashboardFixture.Password), CancellationToken.None);
        using var first = await hub.SignInAsync("otto");
        using var second = await hub.SignInAsync("otto");
        using var left = await first.PostAsync("/", "/sign-out");
        Assert.Equal("/sign-in", left.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await first.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/")).StatusCode);

        await users.SetPasswordAsync("otto", PasswordHash.Create("another one"), CancellationToken.None);
        Assert.Equal(HttpStatusCode.Redirect, (await second.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Puts_the_security_headers_on_every_answer()
    {
        using var browser = await hub.SignInAsync("ida");
        string[] paths =
            ["/", "/sign-in", "/health", "/nothing", "/assets/dashboard.css", "/hangfire", "/hangfire/servers"];
        foreach (var path in paths)
        {
            using var answer = await browser.GetAsync(path);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none';", policy);
            Assert.Contains("script-src 'self';", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
            Assert.Equal(path.Contains("hangfire"), policy.Contains("unsafe-inline"));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Answers_404_to_whatever_it_does_not_serve()
    {
        using var browser = await hub.SignInAsync("ida");
        string[] paths =
        [
            "/nothing", "/hub.json", "/runs/abc", "/runs/999999", "/runs/999999/dealer?code=D1", "/months/2026-13",
            "/assets/x.css", "/hangfire/nothing",
        ];
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task Answers_a_script_without_a_session_with_401_and_not_with_a_form()
    {
        using var stranger = hub.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.Add(ScriptHeader, "1");
        using var answer = await stranger.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
