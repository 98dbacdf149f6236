namespace DealerIntegration.Connectors.Sap.Batch;

/// <summary>One request inside a <c>$batch</c> (批处理中的单个请求).</summary>
/// <param name="Path">Path and query below the service.</param>
/// <param name="Body">JSON; absent for a read.</param>
/// <param name="IfMatch">The version that a change is meant for.</param>
internal sealed record BatchOperation(string Method, string Path, string? Body = null, string? IfMatch = null)
{
    public bool IsRead => Method == "GET";
}
