using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Why a line stands alone, or differs from its counterpart, as the documents behind it say (行凭据). Whoever puts a book
/// together from documents knows it already; no cause has to find it out.
/// </summary>
/// <param name="Elsewhere">The month in which the other side has it; null where it has it in none.</param>
public sealed record LineProof(
    BreakCause Cause, string Evidence, IReadOnlyList<string> Documents, bool OurCorrection = false,
    Period? Elsewhere = null);
