namespace DealerIntegration.Connectors.Contract;

/// <summary>What a look-up of our key says as an outcome (按键查询).</summary>
internal static class LookUp
{
    /// <returns>Done: it is there. Unknown: the partner could not be asked. Null: it is not there.</returns>
    /// <exception cref="ConnectorException">A person must act first.</exception>
    public static async Task<PushOutcome?> OneAsync(
        ITarget target, PushDocument document, CancellationToken cancel)
    {
        try
        {
            return await target.FindAsync(document, cancel) is { } number ? new PushOutcome.Done(number) : null;
        }
        catch (ConnectorException e) when (e.Failure == ConnectorFailure.Transient)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter);
        }
    }
}
