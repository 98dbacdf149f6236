using System.Text.Json.Nodes;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>A bill that came in from outside, and how far it has come.</summary>
/// <param name="Status">0 draft, 1 audited, 3 being audited.</param>
internal sealed record SavedVoucher(
    long Id, string Code, string? CheckKey, DateTimeOffset SavedAt, DateTimeOffset ChangedAt, int Status,
    JsonObject Data);

/// <summary>What was created in the simulated tenant and must survive its restart.</summary>
internal sealed class VoucherState
{
    public List<SavedVoucher> Orders { get; init; } = [];

    /// <summary>Saves that were answered without making a bill, because they had come before.</summary>
    public int Repeated { get; set; }
}
