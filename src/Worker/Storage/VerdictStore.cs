using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>result.scan_verdict</c>: the scans that are not clean.</summary>
internal static class VerdictStore
{
    public static async Task SaveAsync(
        NpgsqlTransaction transaction, long run, IEnumerable<ScanVerdict> verdicts, CancellationToken cancel)
    {
        await using var rows = await CopyIn.BeginAsync(
            transaction,
            """
            result.scan_verdict (run_id, event_id, code, verdict, decided_by, confidence, dealer_code, product_code,
                shipment_number, shipped_at, custody_state, custody_step, custody_unit, packed_in, movement, received,
                gap, custody_events,
                area_code, scanned_at, actor, place, device, latitude, longitude, contract, rule_version, evidence,
                evidence_zh)
            """,
            cancel);
        foreach (var v in verdicts)
        {
            var (scan, custody) = (v.Scan, v.Custody);
            rows.Row().Long(run).Text(scan.EventId).Text(scan.Code).Text(v.Verdict.ToString()).Text(v.DecidedBy)
                .Int(v.Confidence).Text(custody.Dealer).Text(custody.ProductCode).Text(custody.Document)
                .Instant(custody.Since).Text(custody.State.ToString()).Text(custody.Step?.ToString())
                .Text(custody.Unit).Text(custody.PackedIn).Text(custody.Movement).Bool(custody.IsReceived)
                .Text(custody.Gap?.English).Texts(custody.EventIds).Text(scan.AreaCode).Instant(scan.ScannedAt)
                .Text(scan.Actor.ToString()).Text(scan.Place).Text(scan.Device).Decimal(scan.Latitude)
                .Decimal(scan.Longitude).Text(v.Contract).Int(v.RulesVersion).Text(Weighed.English(v.Evidence))
                .Text(Weighed.Chinese(v.Evidence));
        }

        await rows.CompleteAsync();
    }

    /// <summary>
    /// Verdicts of a run that may make a case, and those on cloned codes, read back to be gathered over all partitions.
    /// </summary>
    public static async Task<IReadOnlyList<ScanVerdict>> ToGatherAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var verdicts = new List<ScanVerdict>();
        var pool = new TextPool();
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("verdicts-to-gather", ("run", run)),
            row => verdicts.Add(VerdictOf(row, pool)),
            cancel);
        return verdicts;
    }

    // Only what gathering looks at: the rest stays in the table.
    private static ScanVerdict VerdictOf(CopyRow row, TextPool pool)
    {
        var (id, code) = (row.Text(), row.Text());
        var (verdict, decidedBy, confidence) = (Enum.Parse<Verdict>(row.Text(pool)), row.Text(pool), row.Int());
        var custody = Custody.None(code) with
        {
            State = CustodyState.WithDealer,
            Dealer = row.TextOrNull(pool),
            ProductCode = row.TextOrNull(pool),
            Document = row.TextOrNull(pool),
            Unit = row.TextOrNull(),
            PackedIn = row.TextOrNull(),
            Gap = row.TextOrNull() is { } gap ? new Told(gap, gap) : null,
        };
        var (area, at) = (row.Text(pool), row.Instant());
        var (actor, place) = (Enum.Parse<ScanActor>(row.Text(pool)), row.TextOrNull(pool));
        var scan = new Scan(id, code, at, area, actor, place, row.TextOrNull(pool));
        return new ScanVerdict(scan, custody, verdict, decidedBy, confidence, null, [], row.Int());
    }
}
