using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>Faults of a partner, drawn from everything that its simulator can do wrong (故障抽取).</summary>
internal static class DrawnFaults
{
    public static void Set(Stage stage, Random random, params CallKind[] calls)
    {
        stage.Faults.Clear();
        var kinds = stage.Faults.Kinds
            // A document that is at work for ever has no end that could be proved.
            .Where(kind => kind != FaultList.NeverFinishes && (kind.Only is not { } only || calls.Contains(only)))
            .ToList();
        for (var faults = random.Next(4); faults > 0; faults--)
        {
            var kind = kinds[random.Next(kinds.Count)];
            stage.Faults.Next(
                kind.Name, random.Next(1, 4), kind.Only ?? calls[random.Next(calls.Length)], random.Next(6));
        }
    }
}
