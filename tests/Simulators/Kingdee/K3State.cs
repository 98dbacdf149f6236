namespace DealerIntegration.Simulators.Kingdee;

/// <summary>
/// A bill that came in from outside (保存的单据), with its values as they were sent. <c>Status</c>: A saved, B submitted, C
/// audited.
/// </summary>
internal sealed record SavedBill(
    string Form, long Id, string Number, string Status, DateTime ChangedAt, IReadOnlyDictionary<string, string> Head,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Entries);

/// <summary>What was saved in the simulated Kingdee and must survive its restart.</summary>
internal sealed class K3State
{
    public List<SavedBill> Bills { get; init; } = [];
}
