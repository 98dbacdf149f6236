using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>
/// The way of a code by its events: its own, and those of the units it lay in for as long as it lay in them. The flat
/// list of a warehouse counts as packing and shipping at the time the goods left.
/// </summary>
internal sealed class TracedPath : ICodePath
{
    // Deeper packing than this is a cycle.
    private const int Levels = 8;

    public IReadOnlyList<CodePath> Of(CodeTrace trace, IEnumerable<(string Code, DateTime At)> wanted)
    {
        var steps = StepsOf(trace);
        return [.. wanted.Select(w => Of(steps, w.Code, w.At))];
    }

    private static CodePath Of(ILookup<string, PathStep> steps, string code, DateTime at)
    {
        var way = new List<PathStep>();
        Follow(steps, TraceCode.Normalise(code), DateTime.MinValue, at, Levels, way);
        PathStep[] ordered =
        [
            .. way.Distinct()
                .OrderBy(s => s.At).ThenBy(s => Rank(s.Step)).ThenBy(s => s.EventId, StringComparer.Ordinal),
        ];
        var moved = ordered.LastOrDefault(s => s.Step is "ship" or "transfer" or "receive");
        return new CodePath(code, at, moved?.ToDealer, null, ordered);
    }

    private static ILookup<string, PathStep> StepsOf(CodeTrace trace)
    {
        var wrong = trace.Events.Where(e => e.DeclaresError).Select(e => e.EventId).ToHashSet(StringComparer.Ordinal);
        var events = trace.Events
            .Where(e => !wrong.Contains(e.EventId))
            .SelectMany(e => CodesOf(e).Select(c => new PathStep(
                e.HappenedAt, e.Step, c, e.ParentCode, e.FromDealer, e.ToDealer, e.Document, e.EventId)));
        return events.Concat(trace.Shipped.SelectMany(Shipped)).ToLookup(s => s.Code, StringComparer.Ordinal);
    }

    // A unit that is unpacked as a whole is itself what the event is about.
    private static IEnumerable<string> CodesOf(TracedEvent e) =>
        e.Codes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? (e.ParentCode is { } unit ? [unit] : []);

    private static IEnumerable<PathStep> Shipped(ShippedCode code)
    {
        var id = $"shipment:{code.ShipmentNumber}:{code.Code}";
        if (code.ParentCode is { } parent)
        {
            yield return new PathStep(
                code.ShippedAt, "pack", code.Code, parent, null, null, code.ShipmentNumber, id);
        }

        yield return new PathStep(
            code.ShippedAt, "ship", code.Code, null, null, code.DealerCode, code.ShipmentNumber, id);
    }

    private static void Follow(
        ILookup<string, PathStep> steps, string code, DateTime from, DateTime to, int levels, List<PathStep> way)
    {
        PathStep[] own = [.. steps[code].OrderBy(s => s.At).ThenBy(s => Rank(s.Step)).Where(s => s.At <= to)];
        foreach (var (i, step) in own.Index())
        {
            if (step.At >= from)
            {
                way.Add(step);
            }

            if (step is { Step: "pack", Unit: { } unit } && levels > 0)
            {
                var end = own.Skip(i + 1).FirstOrDefault(s => s.Step is "pack" or "unpack")?.At ?? to;
                Follow(steps, unit, step.At > from ? step.At : from, end, levels - 1, way);
            }
        }
    }

    // At one instant goods are packed before they leave.
    private static int Rank(string step) => step switch
    {
        "commission" => 0,
        "pack" => 1,
        "unpack" => 2,
        _ => 3,
    };
}
