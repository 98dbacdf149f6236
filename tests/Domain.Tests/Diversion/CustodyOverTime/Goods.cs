using CsCheck;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Tests.Diversion.CustodyOverTime;

/// <summary>Events of a small world: three items, two cartons, a pallet, and anything may happen to them.</summary>
internal static class Goods
{
    public static readonly string[] Codes = ["I1", "I2", "I3", "C1", "C2", "PAL"];

    public static readonly DateTimeOffset Start = World.At("2026-10-01T00:00:00+08:00");

    public static Gen<TraceEvent[]> Events => Gen.Select(
        Gen.Enum<TraceStep>(), Gen.Int[0, 9], Gen.OneOf(Codes), Gen.OneOf(Codes).Array[0, 3],
        Gen.OneOf<string?>(null, "D1", "D2"), Gen.OneOf<string?>(null, "D1", "D2", "D3"))
        .Array[0, 14]
        .Select(all => all.Select((e, n) => Of($"E{n:00}", e.Item1, e.Item2, e.Item4, e.Item3, e.Item5, e.Item6))
            .ToArray());

    public static TraceEvent Of(
        string id, TraceStep step, int hour, IReadOnlyList<string> codes, string? parent = null, string? from = null,
        string? to = null)
    {
        var packs = step is TraceStep.Pack or TraceStep.Unpack;
        return new TraceEvent(
            id, false, step, Start.AddHours(hour), packs ? parent : null,
            codes.Count == 0 && step != TraceStep.Unpack ? ["I1"] : codes, step == TraceStep.Commission ? "P1" : null,
            packs ? null : from, packs || step == TraceStep.Sell ? null : to, $"DOC-{id}",
            step == TraceStep.Sell ? "610100" : null, $"file line {id}");
    }
}
