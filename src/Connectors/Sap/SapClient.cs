using System.Net.Http.Headers;
using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>HTTP as SAP's OData services want it: base path, basic sign-in, JSON.</summary>
internal sealed class SapClient
{
    private const string DefaultBasePath = "/sap/opu/odata/sap/";

    private readonly PartnerHttp _http;
    private readonly AuthenticationHeaderValue _signIn;
    private readonly string _basePath;
    private readonly string? _client;

    public SapClient(ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        var account = file.SignIn ?? throw new ConfigurationException(
            $"{file.FilePath}: an SAP connector needs 'signIn' with user and password.");
        var password = secrets.Get(account.Password.Secret);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.User}:{password}"));
        _signIn = new AuthenticationHeaderValue("Basic", basic);
        _http = new PartnerHttp(file, time, testHandler, password, basic);
        var path = _http.Address.AbsolutePath;
        _client = SapSettings.Of(file).Client;
        _basePath = path == "/" ? DefaultBasePath : path.TrimEnd('/') + "/";
    }

    public Task<Answer> GetAsync(string path, Action<Answer>? verify, CancellationToken cancel) =>
        _http.ReadAsync(path, () => Request(HttpMethod.Get, path), verify, cancel);

    /// <summary>A read that changes nothing, whose request and answer the caller knows more about.</summary>
    /// <param name="accept">Says of an answer, whatever its status, that the caller judges it itself.</param>
    public Task<Answer> AskAsync(
        HttpMethod method, string path, Action<HttpRequestMessage> prepare, Func<Answer, bool>? accept,
        CancellationToken cancel) =>
        _http.ReadAsync(path, () => Prepared(Request(method, path), prepare), verify: null, cancel, accept);

    /// <summary>Sends a write once; the request is one that this client made.</summary>
    public Task<Answer> SendAsync(string what, Func<HttpRequestMessage> make, CancellationToken cancel) =>
        _http.WriteAsync(what, make, cancel);

    /// <param name="version">The version that a change is meant for.</param>
    public HttpRequestMessage Writing(HttpMethod method, string path, HttpContent content, string? version = null)
    {
        var request = Request(method, path);
        request.Content = content;
        if (version is not null)
        {
            // Sent back to the letter, whether or not it is what a strict parser takes for a mark.
            request.Headers.TryAddWithoutValidation("If-Match", version);
        }

        return request;
    }

    public static HttpContent Json(string json) => new StringContent(json, Encoding.UTF8, "application/json");

    public TimeSpan? RetryAfterOf(Answer answer) => _http.RetryAfterOf(answer);

    /// <summary>
    /// The path below the base path that a link of the partner means. Only its path and query are used: behind proxies
    /// the host it names is one that cannot, or must not, be reached.
    /// </summary>
    /// <exception cref="ConnectorException">The link leads out of the services.</exception>
    public string PathOf(string link, string from)
    {
        var target = new Uri(_http.On(_basePath + from), link).PathAndQuery;
        if (target.StartsWith(_basePath, StringComparison.Ordinal))
        {
            return target[_basePath.Length..];
        }

        // A proxy that serves SAP under a path of its own does not change the links inside of the answers.
        var service = from[..(from.IndexOf('/', StringComparison.Ordinal) + 1)];
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var at = target.IndexOf('/' + service, 0, query < 0 ? target.Length : query, StringComparison.Ordinal);
        return service.Length > 0 && at >= 0
            ? target[(at + 1)..]
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{from}: the link to the next page leads to '{target}', outside {_basePath}; correct 'address'.");
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, _http.On(_basePath + path));
        request.Headers.Authorization = _signIn;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_client is not null)
        {
            request.Headers.Add("sap-client", _client);
        }

        return request;
    }

    private static HttpRequestMessage Prepared(HttpRequestMessage request, Action<HttpRequestMessage> prepare)
    {
        prepare(request);
        return request;
    }
}
