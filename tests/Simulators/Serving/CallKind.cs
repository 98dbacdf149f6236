namespace DealerIntegration.Simulators.Serving;

/// <summary>What a caller wants of a partner, whatever the protocol calls it.</summary>
internal enum CallKind
{
    /// <summary>Lists, single documents and look-ups: nothing changes.</summary>
    Read,

    /// <summary>A document comes in.</summary>
    Write,

    /// <summary>Whatever must be fetched before business can be done: access token, write token, gateway.</summary>
    Token,
}
