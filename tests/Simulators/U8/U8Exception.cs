namespace DealerIntegration.Simulators.U8;

/// <summary>
/// A refusal with an errcode; on the wire it is an HTTP 200. Beyond 0 and 2001 the vendor publishes no codes: those of
/// the simulator stand for whatever an installation answers.
/// </summary>
internal sealed class U8Exception(string code, string message) : Exception(message)
{
    public const string Unknown = "2001";
    public const string Busy = "90001";
    public const string Token = "90002";
    public const string Refused = "90003";

    public string Code { get; } = code;
}
