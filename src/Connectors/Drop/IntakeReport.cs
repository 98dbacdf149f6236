namespace DealerIntegration.Connectors.Drop;

/// <summary>What one look has left where it is, and why (未取清单).</summary>
public sealed class IntakeReport
{
    private readonly List<WaitingFile> _left = [];
    private readonly HashSet<string> _present = new(StringComparer.Ordinal);

    public IReadOnlyList<WaitingFile> Left => _left;

    /// <summary>Every place where something lay, taken or not.</summary>
    public IReadOnlySet<string> Present => _present;

    /// <param name="dealerCode">Empty where no dealer is known.</param>
    public void Leave(string dealerCode, string name, string reason) =>
        _left.Add(new WaitingFile(dealerCode, name, reason));

    public void Saw(string place) => _present.Add(place);
}
