using System.Text.Json;

namespace DealerIntegration.Simulators.Demo;

/// <summary>A line of <c>hub settlements --json</c>: results of a settlement in one state (返利结算).</summary>
internal sealed record SettlementLine(
    long Run, string PreparedBy, string State, int Count, decimal Amount, string Decided)
{
    public static IReadOnlyList<SettlementLine> Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return
        [
            .. json.RootElement.EnumerateArray().Select(one => new Lenient(one)).Select(row => new SettlementLine(
                row.Integer("run"), row.Text("preparedBy"), row.Text("state"), (int)row.Integer("count"),
                row.Number("amount"), row.Text("decided"))),
        ];
    }
}
