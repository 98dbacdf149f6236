namespace DealerIntegration.Simulators.Sap;

/// <summary>A refusal as the ERP words it: status, message class and number, text.</summary>
internal sealed class SapException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
