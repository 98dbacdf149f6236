using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>result.scan_verdict</c> and <c>result.diversion_case</c>.</summary>
internal static class DiversionStore
{
    private static readonly NpgsqlDbType[] VerdictTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.TimestampTz,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Boolean, NpgsqlDbType.Text,
        NpgsqlDbType.Array | NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.TimestampTz, NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric, NpgsqlDbType.Text,
        NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Text,
    ];

    private static readonly NpgsqlDbType[] CaseTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Bigint, NpgsqlDbType.Numeric,
        NpgsqlDbType.Numeric, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Integer,
        NpgsqlDbType.Text, NpgsqlDbType.TimestampTz, NpgsqlDbType.TimestampTz,
        NpgsqlDbType.Array | NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Integer,
    ];

    public static Task SaveVerdictsAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<ScanVerdict> verdicts, CancellationToken cancel) =>
        BulkCopy.SendAsync(
            transaction,
            """
            result.scan_verdict (run_id, event_id, code, verdict, decided_by, confidence, dealer_code, product_code,
                shipment_number, shipped_at, custody_state, custody_step, custody_unit, packed_in, movement, received,
                gap, custody_events,
                area_code, scanned_at, actor, place, device, latitude, longitude, contract, rule_version, evidence,
                evidence_zh)
            """,
            VerdictTypes,
            verdicts.Select(v => new object?[]
            {
                run, v.Scan.EventId, v.Scan.Code, v.Verdict.ToString(), v.DecidedBy, v.Confidence, v.Custody.Dealer,
                v.Custody.ProductCode, v.Custody.Document, v.Custody.Since, v.Custody.State.ToString(),
                v.Custody.Step?.ToString(), v.Custody.Unit, v.Custody.PackedIn, v.Custody.Movement,
                v.Custody.IsReceived, v.Custody.Gap?.English,
                v.Custody.EventIds.ToArray(), v.Scan.AreaCode, v.Scan.ScannedAt, v.Scan.Actor.ToString(), v.Scan.Place,
                v.Scan.Device, v.Scan.Latitude, v.Scan.Longitude, v.Contract, v.RulesVersion,
                Weighed.English(v.Evidence), Weighed.Chinese(v.Evidence),
            }),
            cancel);

    /// <summary>
    /// Verdicts of a run that may make a case, and those on cloned codes, read back to be gathered over all partitions.
    /// </summary>
    public static async Task<IReadOnlyList<ScanVerdict>> AgainstDealersAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<VerdictRow>(
            transaction,
            """
            SELECT event_id AS "EventId", code AS "Code", verdict AS "Verdict", decided_by AS "DecidedBy",
                   confidence AS "Confidence", dealer_code AS "DealerCode", product_code AS "ProductCode",
                   movement AS "Movement", custody_unit AS "Unit", packed_in AS "PackedIn",
                   area_code AS "AreaCode", scanned_at AS "ScannedAt", actor AS "Actor", place AS "Place",
                   device AS "Device", rule_version AS "RulesVersion"
              FROM result.scan_verdict
             WHERE run_id = @run AND (verdict IN ('Diverted', 'Cloned') OR decided_by = 'consumer-travel')
            """,
            cancel,
            new { run });
        return [.. rows.Select(r => r.ToVerdict())];
    }

    public static Task SaveCasesAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<DiversionCase> cases, CancellationToken cancel) =>
        BulkCopy.SendAsync(
            transaction,
            """
            result.diversion_case (run_id, number, standing, dealer_code, product_code, area_code, period, codes,
                shipped, share, value, units, sources, spots, confidence, severity, first_scan, last_scan, event_ids,
                evidence, evidence_zh, rule_version)
            """,
            CaseTypes,
            cases.Select(c => new object?[]
            {
                run, c.Number, c.Standing == CaseStanding.Case ? "case" : "observation", c.DealerCode, c.ProductCode,
                c.DestinationArea, c.Window.ToString(), c.Codes, c.ShippedItems, c.Share, c.Value, c.Units, c.Sources,
                c.Spots, c.Confidence, c.Severity.ToString(), c.FirstScan, c.LastScan, c.EventIds.ToArray(),
                Weighed.English(c.Evidence), Weighed.Chinese(c.Evidence), c.RulesVersion,
            }),
            cancel);

    public static async Task<DiversionSummary> SummariseAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var verdicts = await Sql.QueryAsync<(string Verdict, long Scans)>(
            transaction,
            "SELECT verdict, count(*) FROM result.scan_verdict WHERE run_id = @run GROUP BY verdict ORDER BY verdict",
            cancel,
            new { run });
        var cases = (await Sql.QueryAsync<(int Cases, int Observations)>(
            transaction,
            """
            SELECT (count(*) FILTER (WHERE standing = 'case'))::int,
            (count(*) FILTER (WHERE standing = 'observation'))::int
              FROM result.diversion_case WHERE run_id = @run
            """,
            cancel,
            new { run })).Single();
        return new DiversionSummary(cases.Cases, cases.Observations,
            verdicts.ToDictionary(v => v.Verdict, v => v.Scans));
    }

    private sealed record VerdictRow
    {
        public required string EventId { get; init; }

        public required string Code { get; init; }

        public required string Verdict { get; init; }

        public required string DecidedBy { get; init; }

        public required int Confidence { get; init; }

        public string? DealerCode { get; init; }

        public string? ProductCode { get; init; }

        public string? Movement { get; init; }

        public string? Unit { get; init; }

        public string? PackedIn { get; init; }

        public required string AreaCode { get; init; }

        public required DateTime ScannedAt { get; init; }

        public required string Actor { get; init; }

        public string? Place { get; init; }

        public string? Device { get; init; }

        public required int RulesVersion { get; init; }

        // Only what gathering looks at: the rest stays in the table.
        public ScanVerdict ToVerdict() => new(
            new Scan(EventId, Code, new DateTimeOffset(ScannedAt), AreaCode, Enum.Parse<ScanActor>(Actor), Place,
                Device),
            Custody.None(Code) with
            {
                State = CustodyState.WithDealer, Dealer = DealerCode, ProductCode = ProductCode, Unit = Unit,
                Document = Movement, PackedIn = PackedIn,
            },
            Enum.Parse<Verdict>(Verdict),
            DecidedBy,
            Confidence,
            null,
            [],
            RulesVersion);
    }
}

/// <summary>Figures of a diversion run; clean scans are the rows read less those listed here.</summary>
internal sealed record DiversionSummary(int Cases, int Observations, IReadOnlyDictionary<string, long> Verdicts);
