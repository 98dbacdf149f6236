namespace DealerIntegration.Simulators.Kingdee;

/// <summary>A refusal with Kingdee's message code; on the wire it is a status inside an HTTP 200.</summary>
internal sealed class K3Exception(int code, string message, string field = "") : Exception(message)
{
    public int Code { get; } = code;

    public string Field { get; } = field;
}
