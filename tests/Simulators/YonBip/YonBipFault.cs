namespace DealerIntegration.Simulators.YonBip;

/// <summary>
/// A refusal in YonBIP's own codes (返回码); on the wire it is an HTTP 200 most often. The gateway writes its codes as
/// numbers, the modules behind it as texts.
/// </summary>
internal sealed class YonBipFault(string code, string message, bool ofGateway = false, int status = 200)
    : Exception(message)
{
    public string Code { get; } = code;

    public bool OfGateway { get; } = ofGateway;

    public int Status { get; } = status;

    public static YonBipFault Gateway(string code, string message, int status = 200) =>
        new(code, message, true, status);

    /// <summary>What a module says of anything that it does not like.</summary>
    public static YonBipFault Module(string message) => new("999", message);
}
