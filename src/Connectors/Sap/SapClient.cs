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

    public SapClient(ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        var account = file.SignIn ?? throw new ConfigurationException(
            $"{file.FilePath}: an SAP connector needs 'signIn' with user and password.");
        var password = secrets.Get(account.Password.Secret);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.User}:{password}"));
        _signIn = new AuthenticationHeaderValue("Basic", basic);
        _http = new PartnerHttp(file, time, testHandler, password, basic);
        var path = _http.Address.AbsolutePath;
        _basePath = path == "/" ? DefaultBasePath : path.TrimEnd('/') + "/";
    }

    public Task<Answer> GetAsync(string path, Action<Answer>? verify, CancellationToken cancel) =>
        _http.ReadAsync(path, () => Request(HttpMethod.Get, path), verify, cancel);

    /// <summary>A read whose headers matter too.</summary>
    public Task<Answer> GetAsync(
        string path, Action<HttpRequestMessage> prepare, Action<Answer> verify, CancellationToken cancel) =>
        _http.ReadAsync(path, () => Prepared(Request(HttpMethod.Get, path), prepare), verify, cancel);

    public Task<Answer> PostAsync(
        string path, string json, Action<HttpRequestMessage> prepare, CancellationToken cancel) =>
        _http.WriteAsync(path, () => Prepared(Posting(path, json), prepare), cancel);

    public TimeSpan? RetryAfterOf(Answer answer) => _http.RetryAfterOf(answer);

    /// <summary>
    /// The path below the base path that a link of the partner means. Only its path and query are used: behind proxies
    /// the host it names is one that cannot, or must not, be reached.
    /// </summary>
    /// <exception cref="ConnectorException">The link leads out of the services.</exception>
    public string PathOf(string link, string from)
    {
        var target = new Uri(_http.On(_basePath + from), link).PathAndQuery;
        return target.StartsWith(_basePath, StringComparison.Ordinal)
            ? target[_basePath.Length..]
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{from}: the link to the next page leads to '{target}', outside {_basePath}; correct 'address'.");
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, _http.On(_basePath + path));
        request.Headers.Authorization = _signIn;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    private HttpRequestMessage Posting(string path, string json)
    {
        var request = Request(HttpMethod.Post, path);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return request;
    }

    private static HttpRequestMessage Prepared(HttpRequestMessage request, Action<HttpRequestMessage> prepare)
    {
        prepare(request);
        return request;
    }
}
