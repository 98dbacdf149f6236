using DealerIntegration.Worker.Dashboard.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>The form that asks who is there (登录页).</summary>
internal static class SignInPage
{
    public static IResult Render(AntiforgeryTokenSet tokens, string back, string? problem, int status) =>
        Frame.Document(
            "登录 Sign in",
            Html.Nothing,
            Html.Of(
                $"""
                <form class="sign-in" method="post" action="{SignIn.Path}">
                <h1>经销商集成平台 <small>Dealer integration hub</small></h1>
                {Html.When(problem is not null, () => Html.Of($"""<p class="problem" role="alert">{problem}</p>"""))}
                {Frame.TokenOf(tokens)}<input type="hidden" name="{SignIn.BackParameter}" value="{back}">
                <label>用户名 User name
                <input name="user" autocomplete="username" maxlength="40" required autofocus></label>
                <label>密码 Password
                <input name="password" type="password" autocomplete="current-password" maxlength="256" required></label>
                <button>登录 Sign in</button>
                </form>
                """),
            refreshes: false,
            status);
}
