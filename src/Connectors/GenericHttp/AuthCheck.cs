namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Which members belong to which kind of sign-in.</summary>
internal static class AuthCheck
{
    public static IEnumerable<string> Problems(HttpAuth auth)
    {
        var (needed, allowed) = Members(auth.Kind);
        var kind = auth.Kind.ToString().ToLowerInvariant();
        foreach (var (name, isGiven) in Given(auth))
        {
            if (isGiven && !needed.Contains(name) && !allowed.Contains(name))
            {
                yield return $"http.auth of kind '{kind}' takes no '{name}'; take it out.";
            }
            else if (!isGiven && needed.Contains(name))
            {
                yield return $"http.auth of kind '{kind}' needs '{name}'.";
            }
        }

        var details = Header("header", auth.Header).Concat(Token(auth)).Concat(Hmac(auth.Hmac));
        foreach (var problem in details)
        {
            yield return $"http.auth: {problem}";
        }
    }

    private static (string[] Needed, string[] Allowed) Members(AuthKind kind) => kind switch
    {
        AuthKind.Basic => (["user", "secret"], []),
        AuthKind.Bearer => (["secret"], []),
        AuthKind.Header => (["header", "secret"], []),
        AuthKind.Oauth2 => (["client", "secret", "tokenAddress"], ["scope", "clientIn"]),
        AuthKind.Hmac => (["secret", "hmac"], []),
        _ => ([], []),
    };

    private static IEnumerable<(string Name, bool IsGiven)> Given(HttpAuth auth) =>
    [
        ("user", auth.User is not null),
        ("header", auth.Header is not null),
        ("secret", auth.Secret is not null),
        ("client", auth.Client is not null),
        ("tokenAddress", auth.TokenAddress is not null),
        ("scope", auth.Scope is not null),
        ("clientIn", auth.ClientIn is not null),
        ("hmac", auth.Hmac is not null),
    ];

    private static IEnumerable<string> Header(string member, string? name)
    {
        if (name is not null && HeaderName.Problem(name) is { } problem)
        {
            yield return $"{member}: {problem}";
        }
    }

    private static IEnumerable<string> Token(HttpAuth auth)
    {
        if (auth.TokenAddress is { } address
            && !address.StartsWith('/')
            && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            yield return $"tokenAddress '{address}' is neither a path such as /oauth/token nor a web address.";
        }
    }

    private static IEnumerable<string> Hmac(HttpHmac? hmac)
    {
        if (hmac is null)
        {
            yield break;
        }

        foreach (var problem in Header("hmac.header", hmac.Header)
            .Concat(Header("hmac.timestampHeader", hmac.TimestampHeader)))
        {
            yield return problem;
        }

        foreach (var name in HmacSignature.UnknownIn(hmac.Template))
        {
            yield return $"hmac.template names the unknown '{{{name}}}'; known are method, path, query, pathAndQuery, "
                + "timestamp, body and bodySha256.";
        }

        if (hmac.Template.Contains("{timestamp}", StringComparison.Ordinal) != (hmac.TimestampHeader is not null))
        {
            yield return "hmac signs a {timestamp} exactly where 'timestampHeader' says which header bears it.";
        }

        if (InstantFormat.Problem(hmac.TimestampFormat, hmac.Zone) is { } format)
        {
            yield return $"hmac.timestampFormat: {format}";
        }
    }
}
