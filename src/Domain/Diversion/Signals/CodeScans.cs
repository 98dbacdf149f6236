using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>All scans of one code (同码扫描), oldest first, each event once.</summary>
/// <remarks>Some signals only show between scans.</remarks>
internal sealed class CodeScans
{
    private readonly Scan[] _scans;

    // Null for nearly every code: millions of them are scanned once.
    private Dictionary<string, Told>? _travel;

    // By the event that tells of a scan again, the one that told of it first.
    private Dictionary<string, Scan>? _toldBefore;

    private CodeScans(Scan[] scans, CloneLimits limits)
    {
        _scans = scans;
        Readings = scans.Length == 1 ? scans : Once(scans);
        Devices = scans.Length == 1
            ? 1
            : Readings.Where(s => s.Device is not null).Select(s => s.Device).Distinct(StringComparer.Ordinal).Count();
        for (var i = 1; i < Readings.Count; i++)
        {
            NoteTravel(Readings[i - 1], Readings[i], limits);
        }
    }

    public IReadOnlyList<Scan> All => _scans;

    /// <summary>The same without those that another event told of before.</summary>
    public IReadOnlyList<Scan> Readings { get; }

    /// <summary>Distinct devices that told their name.</summary>
    public int Devices { get; }

    public static CodeScans Of(IReadOnlyList<Scan> scans, DiversionRules rules) => new(
        scans.Count == 1
            ? [scans[0]]
            : [.. scans
                .DistinctBy(s => s.EventId, StringComparer.Ordinal)
                .OrderBy(s => s.ScannedAt)
                .ThenBy(s => s.EventId, StringComparer.Ordinal)],
        rules.Clones);

    /// <summary>Why this scan and the one beside it cannot be of the same goods; null when they can.</summary>
    public Told? ImpossibleTravel(Scan scan) =>
        _travel is not null && _travel.TryGetValue(scan.EventId, out var text) ? text : null;

    /// <summary>Whether any two scans cannot be of the same goods.</summary>
    public bool TravelsImpossibly => _travel is not null;

    /// <summary>The event that told of this scan first; null: this one did.</summary>
    public Scan? ToldBefore(Scan scan) => _toldBefore?.GetValueOrDefault(scan.EventId);

    /// <summary>An event that tells of this scan again; null: none.</summary>
    public Scan? ToldAgain(Scan scan) => _toldBefore is null
        ? null
        : _scans.FirstOrDefault(other => ToldBefore(other)?.EventId == scan.EventId);

    private List<Scan> Once(Scan[] scans)
    {
        var readings = new List<Scan>(scans.Length);
        foreach (var scan in scans)
        {
            if (FirstOf(scan, readings) is not { } first)
            {
                readings.Add(scan);
                continue;
            }

            _toldBefore ??= new Dictionary<string, Scan>(StringComparer.Ordinal);
            _toldBefore[scan.EventId] = first;
        }

        return readings;
    }

    // Only as far back as one instant reaches: a copied code may have thousands of scans.
    private static Scan? FirstOf(Scan scan, List<Scan> readings)
    {
        for (var i = readings.Count - 1; i >= 0 && Retelling.IsOneInstant(readings[i], scan); i--)
        {
            if (Retelling.IsOne(readings[i], scan))
            {
                return readings[i];
            }
        }

        return null;
    }

    private void NoteTravel(Scan before, Scan after, CloneLimits limits)
    {
        if (GeoPoint.Of(before) is not { } from || GeoPoint.Of(after) is not { } to
            || GreatCircle.Kilometres(from, to) is var kilometres && kilometres < limits.LeastKilometres)
        {
            return;
        }

        // Distance against what the limit allows in that time: at the same instant there is no speed to compare.
        var minutes = (after.ScannedAt - before.ScannedAt).Ticks / (decimal)TimeSpan.TicksPerMinute;
        if (kilometres * 60m <= limits.KilometresPerHour * minutes)
        {
            return;
        }

        var text = new Told(
            $"Events {before.EventId} and {after.EventId}: {kilometres:0} km apart within {minutes:0.#} minutes, "
            + $"faster than {limits.KilometresPerHour} km/h: two goods carry this code.",
            $"事件 {before.EventId} 与 {after.EventId}：{minutes:0.#} 分钟内相距 {kilometres:0} 公里，超过每小时 "
            + $"{limits.KilometresPerHour} 公里：两件货带同一个码。");
        _travel ??= new Dictionary<string, Told>(StringComparer.Ordinal);
        _travel[before.EventId] = text;
        _travel[after.EventId] = text;
    }
}
