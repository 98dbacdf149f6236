using System.Text.Json;
using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>How a REST system wants its callers to prove themselves (认证方式).</summary>
public enum AuthKind
{
    None,
    Basic,
    Bearer,
    Header,
    Query,
    Oauth2,
    Token,
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

    /// <summary>
    /// Of kind header: the header that bears the secret. Of kind token: the one that bears the token; absent:
    /// Authorization, with the word Bearer before it.
    /// </summary>
    public string? Header { get; init; }

    /// <summary>Of kind query, and of kind token: the parameter of the address that bears secret or token.</summary>
    public string? Parameter { get; init; }

    /// <summary>Password, token, key or client secret; of every kind but none.</summary>
    public SecretName? Secret { get; init; }

    /// <summary>Of kind oauth2: the client's id.</summary>
    public string? Client { get; init; }

    /// <summary>Of kinds oauth2 and token: path on the partner's host, or a full address elsewhere.</summary>
    public string? TokenAddress { get; init; }

    /// <summary>Of kind oauth2.</summary>
    public string? Scope { get; init; }

    /// <summary>Of kind oauth2; absent: in the header.</summary>
    public ClientPlace? ClientIn { get; init; }

    /// <summary>Of kind oauth2: further fields of the request for a token, such as audience.</summary>
    public Dictionary<string, string>? TokenFields { get; init; }

    /// <summary>Of kind token: the JSON body that signs in; {secret} stands for the secret.</summary>
    public JsonElement? TokenBody { get; init; }

    /// <summary>Of kinds oauth2 and token: where the token stands in the answer; absent: access_token.</summary>
    public string? TokenAt { get; init; }

    /// <summary>Of kinds oauth2 and token: where the seconds stand that it lasts; absent: expires_in.</summary>
    public string? LifetimeAt { get; init; }

    /// <summary>Of kind hmac.</summary>
    public HttpHmac? Hmac { get; init; }
}

/// <summary>Hash of a signature.</summary>
public enum HmacAlgorithm
{
    Sha256,
    Md5,
    Sha1,
    Sha512,
}

/// <summary>How the bytes of a signature are written.</summary>
public enum HmacEncoding
{
    Hex,
    Base64,
    UpperHex,
}

/// <summary>Where the secret goes into a signature.</summary>
public enum SecretRole
{
    /// <summary>It is the key of the hash (HMAC).</summary>
    Key,

    /// <summary>It stands in the signed text, of which the plain hash is taken: common with MD5 (加盐摘要).</summary>
    Text,
}

/// <summary>
/// A signature over a text that is made of the request (请求签名). It stands in a header or in a parameter of the address,
/// and so do timestamp and nonce.
/// </summary>
/// <param name="Template">
/// Text with {method}, {path}, {query}, {pathAndQuery}, {sortedQuery}, {sortedPairs}, {timestamp}, {nonce}, {body},
/// {bodySha256} and {secret}; nothing else in braces.
/// </param>
public sealed record HttpHmac(string Template)
{
    /// <summary>Header that bears the signature.</summary>
    public string? Header { get; init; }

    /// <summary>Instead of a header: the parameter that bears the signature.</summary>
    public string? Parameter { get; init; }

    public SecretRole SecretIn { get; init; }

    public HmacAlgorithm Algorithm { get; init; }

    public HmacEncoding Encoding { get; init; }

    /// <summary>What header or parameter holds; {timestamp} and {nonce} may stand in it besides.</summary>
    public string Value { get; init; } = "{signature}";

    /// <summary>Header that bears the nonce which was signed, new for every call.</summary>
    public string? NonceHeader { get; init; }

    /// <summary>Instead of a header: the parameter that bears the nonce, signed with the query.</summary>
    public string? NonceParameter { get; init; }

    /// <summary>Header that bears the timestamp which was signed.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>Instead of a header: the parameter that bears the timestamp, signed with the query.</summary>
    public string? TimestampParameter { get; init; }

    /// <summary>iso, epochSeconds, epochMilliseconds, or a pattern such as yyyyMMddHHmmss.</summary>
    public string TimestampFormat { get; init; } = InstantFormat.EpochSeconds;

    /// <summary>Time zone of a pattern, for example Asia/Shanghai.</summary>
    public string? Zone { get; init; }
}
