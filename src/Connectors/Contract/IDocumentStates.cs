namespace DealerIntegration.Connectors.Contract;

/// <summary>A partner that tells where a document of ours stands (单据进度查询).</summary>
public interface IDocumentStates
{
    /// <returns>Null: the partner has no such document.</returns>
    /// <exception cref="ConnectorException">The partner could not be asked.</exception>
    Task<DocumentState?> StateAsync(PushDocument document, CancellationToken cancel);
}

/// <summary>Where a document stands at a partner (单据进度).</summary>
/// <param name="Status">In the partner's word; null: it says none.</param>
/// <param name="Steps">What it went through, asked for only where the status is unclear.</param>
public sealed record DocumentState(string? Number, string? Status, IReadOnlyList<string> Steps);
