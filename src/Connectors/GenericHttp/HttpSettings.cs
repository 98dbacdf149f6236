namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>How a partner writes its bodies.</summary>
public enum BodyFormat
{
    Json,
    Xml,
}

/// <summary>
/// What only a REST system (通用 HTTP 接口) needs to be told; what it lists stands in the <c>source</c> of each dataset.
/// </summary>
public sealed record HttpSettings
{
    public BodyFormat Format { get; init; }

    /// <summary>
    /// The media type that is asked for and sent, such as application/vnd.api+json; absent: that of the format.
    /// </summary>
    public string? MediaType { get; init; }

    public HttpAuth Auth { get; init; } = new(AuthKind.None);

    /// <summary>Sent with every call, for example a tenant. Secrets have no place here.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>How an answer says that it is an error although its status is 200; absent: it never does.</summary>
    public HttpFailure? Failure { get; init; }

    /// <summary>What the partner takes, by kind of document; empty: it is only read.</summary>
    public Dictionary<string, HttpTargetRule> Targets { get; init; } = [];
}

/// <summary>
/// How to see an error inside an answer (业务错误码). Either <see cref="NotIn"/> lists the codes of success, and an answer
/// without a code is none, or <see cref="Present"/> says that any code at all is an error.
/// </summary>
/// <param name="Path">Where the code stands in the answer.</param>
public sealed record HttpFailure(string Path)
{
    public List<string> NotIn { get; init; } = [];

    public bool Present { get; init; }

    /// <summary>Where the reason stands, for messages.</summary>
    public string? Message { get; init; }

    /// <summary>Codes that pass by themselves: a read is tried again, a write has an unknown outcome.</summary>
    public List<string> Transient { get; init; } = [];

    /// <summary>Codes that say that the token is no longer good: it is renewed once, as with status 401.</summary>
    public List<string> SignIn { get; init; } = [];
}
