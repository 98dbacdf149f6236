using System.Globalization;
using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>Signed XML calls to a Qimen-style WMS. Every try is signed anew, because signatures age.</summary>
internal sealed class QimenClient
{
    private const string DefaultPath = "/router/qimen/service";

    // The protocol's clock is China Standard Time wherever the hub runs.
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly PartnerHttp _http;
    private readonly TimeProvider _time;
    private readonly QimenSettings? _settings;
    private readonly string _secret;
    private readonly string _path;

    public QimenClient(ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        App = file.App ?? throw new ConfigurationException(
            $"{file.FilePath}: a WMS connector needs 'app' with key, secret and customer.");
        _settings = file.Qimen;
        _secret = secrets.Get(App.Secret.Secret);
        _time = time;
        _http = new PartnerHttp(file, time, testHandler, _secret);
        _path = _http.Address.AbsolutePath == "/" ? DefaultPath : _http.Address.AbsolutePath;
    }

    public App App { get; }

    public DateTimeOffset Now => _time.GetUtcNow().ToOffset(China);

    public QimenCaller Caller => new(Stamp, App.Owner, _settings);

    private string Stamp => Now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Whether a call that came in is signed with our secret, over its body as it stands.</summary>
    public bool IsFromWms(IReadOnlyDictionary<string, string> parameters, ReadOnlySpan<byte> body) =>
        QimenVerification.Accepts(parameters, body, _secret);

    /// <summary>The business date of an instant, by the protocol's clock.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(China).DateTime);

    /// <exception cref="ConnectorException">No usable answer, or a failure that <paramref name="verify"/> does not
    /// accept.</exception>
    public Task<Answer> ReadAsync(string method, string body, Action<QimenAnswer> verify, CancellationToken cancel) =>
        _http.ReadAsync(method, () => Request(method, body), a => verify(QimenAnswer.Of(a, method)), cancel);

    /// <summary>Sends once.</summary>
    public Task<Answer> WriteAsync(string method, string body, CancellationToken cancel) =>
        _http.WriteAsync(method, () => Request(method, body), cancel);

    public TimeSpan? RetryAfterOf(Answer answer) => _http.RetryAfterOf(answer);

    private HttpRequestMessage Request(string method, string body)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["method"] = method,
            ["app_key"] = App.Key,
            ["customerId"] = App.Customer,
            ["v"] = "2.0",
            ["format"] = "xml",
            ["sign_method"] = "md5",
            ["timestamp"] = Stamp,
        };
        parameters["sign"] = QimenSignature.Of(parameters, body, _secret);
        var query = string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        return new HttpRequestMessage(HttpMethod.Post, _http.On($"{_path}?{query}"))
        {
            Content = new StringContent(body, Encoding.UTF8, "text/xml"),
        };
    }
}
