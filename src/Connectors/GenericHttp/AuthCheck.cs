using System.Text.Json;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Which members belong to which kind of sign-in.</summary>
internal static class AuthCheck
{
    private static readonly string[] QueryNames = ["query", "pathAndQuery", "sortedQuery", "sortedPairs"];

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
        AuthKind.Query => (["parameter", "secret"], []),
        AuthKind.Oauth2 => (
            ["client", "secret", "tokenAddress"], ["scope", "clientIn", "tokenFields", "tokenAt", "lifetimeAt"]),
        AuthKind.Token => (
            ["secret", "tokenAddress", "tokenBody"], ["header", "parameter", "tokenAt", "lifetimeAt"]),
        AuthKind.Hmac => (["secret", "hmac"], []),
        _ => ([], []),
    };

    private static IEnumerable<(string Name, bool IsGiven)> Given(HttpAuth auth) =>
    [
        ("user", auth.User is not null),
        ("header", auth.Header is not null),
        ("parameter", auth.Parameter is not null),
        ("secret", auth.Secret is not null),
        ("client", auth.Client is not null),
        ("tokenAddress", auth.TokenAddress is not null),
        ("scope", auth.Scope is not null),
        ("clientIn", auth.ClientIn is not null),
        ("tokenFields", auth.TokenFields is not null),
        ("tokenBody", auth.TokenBody is not null),
        ("tokenAt", auth.TokenAt is not null),
        ("lifetimeAt", auth.LifetimeAt is not null),
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

        if (auth.TokenBody is { } body
            && (body.ValueKind != JsonValueKind.Object || !Template.Holds(body, TokenSession.SecretPlace)))
        {
            yield return "tokenBody is an object in which {secret} stands for the secret.";
        }

        if (auth.Header is not null && auth.Parameter is not null)
        {
            yield return "a token stands in 'header' or in 'parameter', not in both.";
        }

        if (auth.TokenFields?.Keys.FirstOrDefault(TokenSession.OwnFields.Contains) is { } own)
        {
            yield return $"tokenFields: '{own}' is said by client, secret, scope and clientIn; take it out.";
        }
    }

    private static IEnumerable<string> Hmac(HttpHmac? hmac)
    {
        if (hmac is null)
        {
            yield break;
        }

        foreach (var problem in Header("hmac.header", hmac.Header)
            .Concat(Header("hmac.timestampHeader", hmac.TimestampHeader))
            .Concat(Header("hmac.nonceHeader", hmac.NonceHeader)))
        {
            yield return problem;
        }

        if (hmac.Header is null == hmac.Parameter is null)
        {
            yield return "hmac needs 'header' or 'parameter', one of them, to bear the signature.";
        }

        foreach (var name in HmacSignature.UnknownIn(hmac.Template))
        {
            yield return $"hmac.template names the unknown '{{{name}}}'; known are "
                + $"{string.Join(", ", HmacSignature.Known)}.";
        }

        foreach (var name in HmacSignature.UnknownInValue(hmac.Value))
        {
            yield return $"hmac.value names the unknown '{{{name}}}'; known are signature, timestamp and nonce.";
        }

        if (!Template.Holds(hmac.Value, "signature"))
        {
            yield return "hmac.value holds no {signature}.";
        }

        if (Template.Holds(hmac.Template, "secret") != (hmac.SecretIn == SecretRole.Text))
        {
            yield return "hmac.template holds {secret} exactly where 'secretIn' is 'text'; else the secret is the key.";
        }

        foreach (var problem in Stamp("timestamp", hmac, hmac.TimestampHeader, hmac.TimestampParameter)
            .Concat(Stamp("nonce", hmac, hmac.NonceHeader, hmac.NonceParameter)))
        {
            yield return problem;
        }

        if (InstantFormat.Problem(hmac.TimestampFormat, hmac.Zone) is { } format)
        {
            yield return $"hmac.timestampFormat: {format}";
        }
    }

    // A parameter may also be signed as a part of the query.
    private static IEnumerable<string> Stamp(string name, HttpHmac hmac, string? header, string? parameter)
    {
        var isSigned = Template.Holds(hmac.Template, name);
        var isSent = header is not null || Template.Holds(hmac.Value, name);
        if (header is not null && parameter is not null)
        {
            yield return $"hmac takes '{name}Header' or '{name}Parameter', not both.";
        }
        else if (parameter is null && isSigned != isSent)
        {
            yield return $"hmac signs a {{{name}}} exactly where '{name}Header' or '{name}Parameter' says what bears "
                + "it, or 'value' holds it.";
        }
        else if (parameter is not null && !isSigned && !QueryNames.Any(q => Template.Holds(hmac.Template, q)))
        {
            yield return $"hmac.template signs neither {{{name}}} nor the query in which '{name}Parameter' stands; "
                + "name one of them in it.";
        }
    }
}
