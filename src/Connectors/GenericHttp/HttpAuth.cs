using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>How a REST system wants its callers to prove themselves (认证方式).</summary>
public enum AuthKind
{
    None,
    Basic,
    Bearer,
    Header,
    Oauth2,
    Hmac,
}

/// <summary>Where the client's name and secret stand in a request for a token.</summary>
public enum ClientPlace
{
    Header,
    Body,
}

/// <summary>The sign-in of a REST system; which members belong to a kind is checked when the file is read.</summary>
public sealed record HttpAuth(AuthKind Kind)
{
    /// <summary>Of kind basic.</summary>
    public string? User { get; init; }

    /// <summary>Of kind header: the header that bears the secret.</summary>
    public string? Header { get; init; }

    /// <summary>Password, token, key or client secret; of every kind but none.</summary>
    public SecretName? Secret { get; init; }

    /// <summary>Of kind oauth2: the client's id.</summary>
    public string? Client { get; init; }

    /// <summary>Of kind oauth2: path on the partner's host, or a full address elsewhere.</summary>
    public string? TokenAddress { get; init; }

    /// <summary>Of kind oauth2.</summary>
    public string? Scope { get; init; }

    /// <summary>Of kind oauth2; absent: in the header.</summary>
    public ClientPlace? ClientIn { get; init; }

    /// <summary>Of kind hmac.</summary>
    public HttpHmac? Hmac { get; init; }
}

/// <summary>Hash of a keyed signature.</summary>
public enum HmacAlgorithm
{
    Sha256,
    Md5,
}

/// <summary>How the bytes of a signature are written.</summary>
public enum HmacEncoding
{
    Hex,
    Base64,
}

/// <summary>A signature over a text that is made of the request (请求签名).</summary>
/// <param name="Template">
/// Text with {method}, {path}, {query}, {pathAndQuery}, {timestamp}, {body} and {bodySha256}; nothing else in braces.
/// </param>
/// <param name="Header">Header that bears the signature.</param>
public sealed record HttpHmac(string Template, string Header)
{
    public HmacAlgorithm Algorithm { get; init; }

    public HmacEncoding Encoding { get; init; }

    /// <summary>Header that bears the timestamp which was signed.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>iso, epochSeconds, epochMilliseconds, or a pattern such as yyyyMMddHHmmss.</summary>
    public string TimestampFormat { get; init; } = InstantFormat.EpochSeconds;

    /// <summary>Time zone of a pattern, for example Asia/Shanghai.</summary>
    public string? Zone { get; init; }
}
