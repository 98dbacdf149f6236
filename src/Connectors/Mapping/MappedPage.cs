using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>A page after mapping: the documents that are whole, the rows that are not, and what was counted.</summary>
public sealed record MappedPage(
    IReadOnlyList<MappedDocument> Documents, IReadOnlyList<RejectedRow> Rejected, Tally Tally);
