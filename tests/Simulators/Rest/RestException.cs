namespace DealerIntegration.Simulators.Rest;

/// <summary>A refusal: status, the system's own code, text.</summary>
internal sealed class RestException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
