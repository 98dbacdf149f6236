using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// Signed calls to Kingdee Cloud's web interface (金蝶云星空 WebAPI). Every try is signed anew; there is no session.
/// </summary>
internal sealed class KingdeeClient
{
    private const string DefaultPath = "/K3Cloud/";
    private const string Service = "Kingdee.BOS.WebApi.ServicesStub.DynamicFormService.";

    private readonly PartnerHttp _http;
    private readonly TimeProvider _time;
    private readonly string _appId;
    private readonly string _secret;
    private readonly string _appData;
    private readonly string _basePath;

    public KingdeeClient(ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        var (app, settings) = (file.App!, file.Kingdee!);
        _appId = app.Key;
        _appData = $"{app.Customer},{settings.User},{settings.Language},{settings.Organization}";
        _secret = secrets.Get(app.Secret.Secret);
        _time = time;
        _http = new PartnerHttp(file, time, testHandler, _secret, _appId);
        var path = _http.Address.AbsolutePath;
        _basePath = path == "/" ? DefaultPath : path.TrimEnd('/') + "/";
    }

    /// <summary>A query; it changes nothing, so it is tried again like any read.</summary>
    public Task<Answer> QueryAsync(string what, JsonObject query, Action<Answer> verify, CancellationToken cancel) =>
        _http.ReadAsync(what, () => Request("ExecuteBillQuery", [query.DeepClone()]), verify, cancel);

    /// <summary>Sends once. Save, Submit and Audit take their data as a text inside the text.</summary>
    public Task<Answer> WriteAsync(string operation, string form, JsonObject data, CancellationToken cancel) =>
        _http.WriteAsync(
            $"{operation} {form}", () => Request(operation, [form, BodyText.Json(data)]), cancel);

    public TimeSpan? RetryAfterOf(Answer answer) => _http.RetryAfterOf(answer);

    private HttpRequestMessage Request(string operation, JsonArray parameters)
    {
        var path = $"{_basePath}{Service}{operation}.common.kdsvc";
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var body = new JsonObject { ["parameters"] = parameters };
        var request = new HttpRequestMessage(HttpMethod.Post, _http.On(path))
        {
            Content = new StringContent(BodyText.Json(body), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Api-ClientID", _appId.Split('_')[0]);
        request.Headers.Add("X-Api-Auth-Version", "2.0");
        request.Headers.Add("x-api-timestamp", timestamp);
        request.Headers.Add("x-api-nonce", nonce);
        request.Headers.Add("x-api-signheaders", "x-api-timestamp,x-api-nonce");
        request.Headers.Add("X-Api-Signature", KingdeeSignature.OfCall(_appId, path, nonce, timestamp));
        request.Headers.Add("X-Kd-Appkey", _appId);
        request.Headers.Add("X-Kd-Appdata", Convert.ToBase64String(Encoding.UTF8.GetBytes(_appData)));
        request.Headers.Add("X-Kd-Signature", KingdeeSignature.OfUser(_appId, _appData, _secret));
        return request;
    }
}
