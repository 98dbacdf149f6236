namespace DealerIntegration.Connectors.Idoc;

/// <summary>An IDoc cannot be written in the form that is asked for; the fault says which value of it does not fit.
/// </summary>
internal sealed class IdocException(IdocFault fault) : Exception(fault.ToString())
{
    public IdocFault Fault => fault;
}
