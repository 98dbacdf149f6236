namespace DealerIntegration.Connectors.Contract;

/// <summary>A partner that takes one document at a time, with the face of one that takes several.</summary>
public sealed class OneByOne(ITarget target) : IBatchTarget
{
    public int LargestBatch => 1;

    /// <summary>The target itself where it takes several documents at once.</summary>
    public static IBatchTarget Of(ITarget target) => target as IBatchTarget ?? new OneByOne(target);

    public Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel) =>
        target.PushAsync(document, cancel);

    public Task<string?> FindAsync(PushDocument document, CancellationToken cancel) =>
        target.FindAsync(document, cancel);

    public async Task<IReadOnlyList<PushOutcome>> PushAllAsync(
        IReadOnlyList<PushDocument> documents, CancellationToken cancel)
    {
        var outcomes = new List<PushOutcome>();
        foreach (var document in documents)
        {
            outcomes.Add(await target.PushAsync(document, cancel));
        }

        return outcomes;
    }

    public async Task<IReadOnlyList<PushOutcome?>> FindAllAsync(
        IReadOnlyList<PushDocument> documents, CancellationToken cancel)
    {
        var found = new List<PushOutcome?>();
        foreach (var document in documents)
        {
            found.Add(await LookUp.OneAsync(target, document, cancel));
        }

        return found;
    }
}
