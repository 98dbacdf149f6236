using System.Text.Json.Nodes;

namespace DealerIntegration.Simulators.U8;

/// <summary>
/// A document that came in (新增单据): <c>Key</c> is the caller's biz_id, or the tradeid of a call without one.
/// <c>Id</c> is null while U8 has accepted it and not done it yet, which takes as many questions as <c>Waits</c> says.
/// </summary>
internal sealed record U8Job(string Number, string Resource, string Key, string? Id, int Waits, JsonObject Body);

/// <summary>What came into the simulated U8 and must survive its restart.</summary>
internal sealed class U8State
{
    public List<U8Job> Jobs { get; init; } = [];
}
