using System.Net.Http.Headers;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// Holds a connector file against what a REST system needs, when it is read: no secret is looked up and nobody called.
/// </summary>
internal static class HttpCheck
{
    /// <exception cref="ConfigurationException">Lists everything wrong, with the file's name.</exception>
    public static void Require(ConnectorFile file)
    {
        var problems = Find(file).ToList();
        if (file.Kind == ConnectorKind.Http)
        {
            LimitCheck.Require(file.Limits, file.FilePath);

            // A command may give the address instead, so that only a wrong one is told here.
            _ = file.Address is null ? null : OutboundGuard.For(file.Address, file.FilePath);
        }

        if (problems.Count > 0)
        {
            throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{file.FilePath}: {p}")));
        }
    }

    private static IEnumerable<string> Find(ConnectorFile file)
    {
        if (file.Kind != ConnectorKind.Http)
        {
            return file.Http is null ? [] : ["'http' belongs to kind 'http' alone; take it out or change 'kind'."];
        }

        if (file.Http is not { } http)
        {
            return ["kind 'http' needs 'http'; write at least \"http\": { \"auth\": { \"kind\": \"none\" } }."];
        }

        return Foreign(file)
            .Concat(AuthCheck.Problems(http.Auth))
            .Concat(Headers(http))
            .Concat(MediaType(http.MediaType))
            .Concat(Failure(http.Failure, http.Auth))
            .Concat(file.Datasets.SelectMany(d => QueryCheck
                .Problems(HttpQuery.Of(file, d), http, d.Window is not null)
                .Select(p => $"dataset '{d.Dataset}', source: {p}")))
            .Concat(http.Targets.SelectMany(t => TargetCheck
                .Problems(t.Key, t.Value, http.Format)
                .Select(p => $"http.targets.{t.Key}: {p}")));
    }

    private static IEnumerable<string> Foreign(ConnectorFile file)
    {
        if (file.SignIn is not null || file.App is not null)
        {
            yield return "kind 'http' takes no 'signIn' and no 'app'; name the sign-in under http.auth.";
        }

        if (file.Idoc is not null)
        {
            yield return "kind 'http' takes no 'idoc'; take it out.";
        }
    }

    private static IEnumerable<string> Headers(HttpSettings http)
    {
        foreach (var (name, value) in http.Headers)
        {
            if (HeaderName.Problem(name) is { } problem)
            {
                yield return $"http.headers: {problem}";
            }

            if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            {
                yield return "http.headers: 'Authorization' is a secret; name it under http.auth.";
            }

            if (!HeaderName.CanBear(value))
            {
                yield return $"http.headers: '{name}' holds a line break or a character beyond ASCII; take it out.";
            }
        }
    }

    private static IEnumerable<string> MediaType(string? mediaType)
    {
        if (mediaType is not null && !MediaTypeHeaderValue.TryParse(mediaType, out _))
        {
            yield return $"http.mediaType: '{mediaType}' is no media type; write it as application/vnd.api+json.";
        }
    }

    private static IEnumerable<string> Failure(HttpFailure? failure, HttpAuth auth)
    {
        foreach (var path in new[] { failure?.Path, failure?.Message })
        {
            if (HeaderPath.Problem(path) is { } problem)
            {
                yield return $"http.failure: {problem}";
            }
        }

        if (failure is { SignIn.Count: > 0 } && auth.Kind is not (AuthKind.Oauth2 or AuthKind.Token))
        {
            yield return "http.failure.signIn renews a token; there is one with http.auth of kind 'oauth2' or 'token'.";
        }

        if (failure is not null && failure.Present == (failure.NotIn.Count > 0))
        {
            yield return "http.failure takes exactly one of 'notIn', the codes of success, and 'present': true.";
        }
    }
}
