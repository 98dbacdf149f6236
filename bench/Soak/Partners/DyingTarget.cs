using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>A target whose worker may die before it sends documents, or with the answer in its hands.</summary>
internal sealed class DyingTarget(ITarget target, Deaths deaths) : IBatchTarget
{
    private readonly IBatchTarget _target = OneByOne.Of(target);

    public int LargestBatch => _target.LargestBatch;

    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel) =>
        (await PushAllAsync([document], cancel))[0];

    public async Task<IReadOnlyList<PushOutcome>> PushAllAsync(
        IReadOnlyList<PushDocument> documents, CancellationToken cancel)
    {
        var death = deaths.Next();
        if (death == Death.Before)
        {
            throw new WorkerDiedException();
        }

        var outcomes = await _target.PushAllAsync(documents, cancel);
        return death is null ? outcomes : throw new WorkerDiedException();
    }

    public Task<string?> FindAsync(PushDocument document, CancellationToken cancel) =>
        _target.FindAsync(document, cancel);

    public Task<IReadOnlyList<PushOutcome?>> FindAllAsync(
        IReadOnlyList<PushDocument> documents, CancellationToken cancel) => _target.FindAllAsync(documents, cancel);
}
