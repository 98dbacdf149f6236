using System.Text;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Worker.Pipelines.Diversion;
using DealerIntegration.Worker.Pipelines.Diversion.Index;

namespace DealerIntegration.Worker.Tests.Pipelines.Diversion;

/// <summary>
/// A seeded warehouse: pallets of cartons of items that are shipped, and now and then anything else happens to any of
/// them at any time.
/// </summary>
internal sealed class TraceWorld(int seed)
{
    private readonly Random _random = new(seed);

    public static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public List<TraceEvent> Events { get; } = [];

    public List<string> Codes { get; } = [];

    public void Grow(int pallets, int strange)
    {
        for (var pallet = 0; pallet < pallets; pallet++)
        {
            AddPallet();
        }

        for (var i = 0; i < strange; i++)
        {
            var step = (TraceStep)_random.Next(9);
            var codes = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Any(Codes)).Distinct().ToList();
            Add(
                step, step == TraceStep.Unpack && _random.Next(3) == 0 ? [] : codes,
                step is TraceStep.Pack or TraceStep.Unpack ? Any(Units()) : null, Dealer(), Dealer(),
                _random.Next(2) == 0 ? _random.Next(1, 30) : _random.Next(1, 700));
        }
    }

    /// <summary>Declares some of the events wrong.</summary>
    public void Declare(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Events.Add(Any(Events) with { DeclaresError = true });
        }
    }

    public static void Add(IndexDraft draft, TraceEvent e) => draft.Add(new DraftEvent
    {
        Seq = long.Parse(e.EventId[1..]) + 1,
        Step = e.Step,
        At = ScanBlock.Microseconds(e.HappenedAt),
        Parent = Bytes(e.ParentCode),
        Codes = Bytes(string.Join(' ', e.Codes)),
        Product = Bytes(e.ProductCode),
        From = Bytes(e.FromDealer),
        To = Bytes(e.ToDealer),
        Document = Bytes(e.Document),
    });

    public static MappedDocument Document(TraceEvent e) => Documents.Of(
        TraceDatasets.TraceEvents,
        [
            ("event_id", e.EventId), ("declaration", e.DeclaresError ? "error" : null),
            ("step", e.Step.ToString().ToLowerInvariant()), ("happened_at", e.HappenedAt),
            ("parent_code", e.ParentCode), ("codes", e.Codes.Count == 0 ? null : string.Join(' ', e.Codes)),
            ("product_code", e.ProductCode), ("from_dealer", e.FromDealer), ("to_dealer", e.ToDealer),
            ("document", e.Document), ("area_code", e.AreaCode), ("origin", e.Origin),
        ]);

    public T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private void AddPallet()
    {
        var no = Codes.Count;
        var pallet = $"PAL{no}";
        var cartons = Enumerable.Range(0, 3).Select(c => $"BOX{no}-{c}").ToList();
        foreach (var carton in cartons)
        {
            var items = Enumerable.Range(0, 4).Select(i => $"{carton}-I{i}").ToList();
            Add(TraceStep.Pack, items, carton, null, null, _random.Next(1, 100), "P1");
            Codes.AddRange(items);
        }

        Add(TraceStep.Pack, cartons, pallet, null, null, _random.Next(100, 200));
        Codes.AddRange([.. cartons, pallet]);
        if (_random.Next(5) > 0)
        {
            Add(TraceStep.Ship, [pallet], null, null, $"D{_random.Next(1, 4)}", _random.Next(200, 300));
        }
    }

    private void Add(
        TraceStep step, IReadOnlyList<string> codes, string? parent, string? from, string? to, int hour,
        string? product = null) => Events.Add(new TraceEvent(
            $"E{Events.Count}", false, step, Start.AddHours(hour), parent, codes, product, from, to,
            $"DOC{Events.Count}", null, $"line {Events.Count}"));

    private List<string> Units() => [.. Codes.Where(c => !c.Contains("-I", StringComparison.Ordinal))];

    private string? Dealer() => _random.Next(3) == 0 ? null : $"D{_random.Next(1, 4)}";

    private static byte[] Bytes(string? text) => Encoding.UTF8.GetBytes(text ?? "");
}
