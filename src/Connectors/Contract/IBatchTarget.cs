namespace DealerIntegration.Connectors.Contract;

/// <summary>
/// A partner that takes several documents in one call (批量推送). Each document still has its own outcome: one that is
/// refused does not take the others with it, and one without an answer is unknown by itself.
/// </summary>
public interface IBatchTarget : ITarget
{
    /// <summary>How many documents go together at most.</summary>
    int LargestBatch { get; }

    /// <summary>Sends each document once.</summary>
    /// <returns>The outcomes, in the order of the documents.</returns>
    Task<IReadOnlyList<PushOutcome>> PushAllAsync(IReadOnlyList<PushDocument> documents, CancellationToken cancel);

    /// <summary>Looks our keys up in the partner.</summary>
    /// <returns>
    /// In the order of the documents: done where the partner has it, unknown where it could not be asked, and null
    /// where it has no such document, which may then be sent.
    /// </returns>
    Task<IReadOnlyList<PushOutcome?>> FindAllAsync(
        IReadOnlyList<PushDocument> documents, CancellationToken cancel);
}
