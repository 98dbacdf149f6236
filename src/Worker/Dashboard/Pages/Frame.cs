using System.Text;
using DealerIntegration.Worker.Dashboard.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>What every page of ours has around it, and what its forms need.</summary>
internal sealed class Frame(IAntiforgery forgery)
{
    public IResult Render(HttpContext http, string title, Html main, bool refreshes = false, int status = 200)
    {
        var user = http.User.Identity?.Name;
        var role = Roles.Of(http.User);
        var navigation = Html.Of(
            $"""
            <nav>
            <a class="brand" href="/">经销商集成平台 <span>Dealer integration hub</span></a>
            <a href="/months">月结 Months</a>
            <a href="/cases">窜货 Cases</a>
            <a href="/uploads">来件 Files</a>
            <a href="/connectors">连接器 Connectors</a>
            <a href="/">运行 Runs</a>
            <a href="{HangfirePages.Path}">后台任务 Jobs</a>
            <form method="post" action="/sign-out">{Token(http)}
            <span class="who">{user} · {role}</span> <button class="quiet">退出 Sign out</button></form>
            </nav>
            """);
        return Document(title, navigation, main, refreshes, status);
    }

    /// <summary>The hidden field that a form must carry.</summary>
    public Html Token(HttpContext http) => TokenOf(forgery.GetAndStoreTokens(http));

    public static Html TokenOf(AntiforgeryTokenSet tokens) =>
        Html.Of($"""<input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">""");

    public static IResult Document(string title, Html navigation, Html main, bool refreshes, int status)
    {
        var script = Html.When(
            refreshes, () => Html.Of($"""<script src="{Assets.Address(Assets.Script)}" defer></script>"""));
        var document = Html.Of(
            $"""
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <link rel="icon" href="{Assets.Address(Assets.Icon)}">
            <link rel="stylesheet" href="{Assets.Address(Assets.Style)}">
            {script}
            </head>
            <body>
            {navigation}
            <main>
            {main}
            </main>
            </body>
            </html>
            """);
        return Results.Content(document.ToString(), "text/html", Encoding.UTF8, status);
    }
}
