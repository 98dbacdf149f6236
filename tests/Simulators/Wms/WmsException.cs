namespace DealerIntegration.Simulators.Wms;

/// <summary>A refusal in the warehouse's own codes; on the wire it is an HTTP 200 with <c>flag</c> failure.</summary>
internal sealed class WmsException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
