namespace DealerIntegration.Domain.Rebates;

/// <summary>How policies that meet on a line get along (叠加规则).</summary>
/// <param name="Order">Lower ones are computed first; equal ones by code.</param>
/// <param name="ReducedByEarlier">
/// Whether a line's value is lowered by what earlier policies gave that very line. Only policies on the same documents
/// meet on a line; quantities are never lowered.
/// </param>
/// <param name="ReducesLater">Whether what this policy gives lowers the value for later ones; if not, it is exempt
/// (不抵减).</param>
/// <param name="Exclusive">A line that counts here counts under no later policy (排他).</param>
public sealed record PolicyStacking(
    int Order = 0, bool ReducedByEarlier = false, bool ReducesLater = true, bool Exclusive = false);
