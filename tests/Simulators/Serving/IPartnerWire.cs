namespace DealerIntegration.Simulators.Serving;

/// <summary>What the fault switches must know of a partner's protocol (报文习惯).</summary>
internal interface IPartnerWire
{
    CallKind KindOf(HttpRequest request);

    /// <summary>Answers with a trouble in the partner's own words and form.</summary>
    Task TellAsync(HttpContext context, Trouble trouble);
}

/// <summary>What a partner may have to say instead of doing what it was asked.</summary>
internal enum Trouble
{
    /// <summary>Something inside the partner failed; what the protocol says then, most often with HTTP 200.</summary>
    Busy,

    /// <summary>The document is not taken, for a reason a person can read; nothing was done.</summary>
    Refused,

    /// <summary>The token that came along is no longer accepted, although it looks as good as before.</summary>
    TokenExpired,
}
