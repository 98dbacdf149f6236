using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>A page after mapping: the documents that are whole, the rows that are not, and what was counted.</summary>
public sealed record MappedPage(
    IReadOnlyList<MappedDocument> Documents, IReadOnlyList<RejectedRow> Rejected, Tally Tally)
{
    /// <summary>Keys of all documents that have one, rejected ones too.</summary>
    public IReadOnlyCollection<string> Keys { get; init; } = [];
}
