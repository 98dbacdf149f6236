using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Everything that is known about one code, by its text (一物一生). Events are searched through: that takes seconds, and
/// needs no index of codes.
/// </summary>
internal static class CodeLifeStore
{
    /// <summary>Custody of the code and of all units it ever lay in.</summary>
    public static async Task<CustodyBook> BookAsync(
        NpgsqlTransaction transaction, string code, long watermark, CancellationToken cancel)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal) { code };
        while (true)
        {
            var events = await EventsAsync(transaction, asked, watermark, cancel);
            var shipped = await ShippedAsync(transaction, asked, watermark, cancel);
            var known = asked.Count;

            // A unit is asked about only if one of these codes was put into it.
            asked.UnionWith(events
                .Where(e => e.Step == TraceStep.Pack && e.ParentCode is not null && e.Codes.Any(asked.Contains))
                .Select(e => e.ParentCode!));
            asked.UnionWith(shipped.Select(s => s.ParentCode).OfType<string>());
            if (asked.Count == known)
            {
                return CustodyBook.Of([.. events, .. ShippedCodes.AsEvents(shipped)]);
            }
        }
    }

    /// <summary>
    /// Scans of a code that count, oldest first, each with the verdict of the latest run that kept one.
    /// </summary>
    public static Task<IReadOnlyList<ScanOfCode>> ScansAsync(
        NpgsqlTransaction transaction, string code, long watermark, CancellationToken cancel) =>
        Sql.QueryAsync<ScanOfCode>(
            transaction,
            """
            SELECT s.event_id AS "EventId", s.scanned_at AS "ScannedAt", s.area_code AS "AreaCode", s.actor AS "Actor",
                   s.place AS "Place", v.verdict AS "Verdict", v.decided_by AS "DecidedBy",
                   v.confidence AS "Confidence", v.run_id AS "RunId", v.evidence AS "Evidence"
              FROM canonical.effective_scans(@watermark) s
              LEFT JOIN LATERAL (
                   SELECT v.verdict, v.decided_by, v.confidence, v.run_id, v.evidence
                     FROM result.scan_verdict v JOIN ops.run r ON r.id = v.run_id
                    WHERE v.event_id = s.event_id AND v.code = s.code AND r.status IN ('succeeded', 'incomplete')
                    ORDER BY v.run_id DESC LIMIT 1) v ON true
             WHERE s.code = @code
             ORDER BY s.scanned_at, s.event_id
            """,
            cancel,
            new { code, watermark });

    private static async Task<List<TraceEvent>> EventsAsync(
        NpgsqlTransaction transaction, HashSet<string> codes, long watermark, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<EventRow>(
            transaction,
            """
            SELECT e.event_id AS "EventId", e.step AS "Step", e.happened_at AS "HappenedAt",
                   e.parent_code AS "ParentCode",
                   coalesce(e.codes, '') AS "Codes", e.product_code AS "ProductCode", e.from_dealer AS "FromDealer",
                   e.to_dealer AS "ToDealer", e.document AS "Document", e.area_code AS "AreaCode", e.origin AS "Origin"
              FROM canonical.effective_trace_events(@watermark) e
             WHERE e.parent_code = ANY(@codes) OR string_to_array(e.codes, ' ') && @codes
            """,
            cancel,
            new { codes = codes.ToArray(), watermark });
        return [.. rows.Select(r => r.ToEvent())];
    }

    private static async Task<List<CodeBinding>> ShippedAsync(
        NpgsqlTransaction transaction, HashSet<string> codes, long watermark, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<(string Code, string? Parent, string Level, string Product, string Dealer,
            string Shipment, DateTime At)>(
            transaction,
            """
            SELECT code, parent_code, level, product_code, dealer_code, shipment_number, shipped_at
              FROM canonical.trace_code
             WHERE code = ANY(@codes) AND seq <= @watermark AND until_seq > @watermark
            """,
            cancel,
            new { codes = codes.ToArray(), watermark });
        return
        [
            .. rows.Select(r => new CodeBinding(
                r.Code, r.Parent, Enum.Parse<CodeLevel>(r.Level, ignoreCase: true), r.Product, r.Dealer, r.Shipment,
                new DateTimeOffset(r.At))),
        ];
    }

    private sealed record EventRow
    {
        public required string EventId { get; init; }

        public required string Step { get; init; }

        public required DateTime HappenedAt { get; init; }

        public string? ParentCode { get; init; }

        public required string Codes { get; init; }

        public string? ProductCode { get; init; }

        public string? FromDealer { get; init; }

        public string? ToDealer { get; init; }

        public string? Document { get; init; }

        public string? AreaCode { get; init; }

        public string? Origin { get; init; }

        public TraceEvent ToEvent() => new(
            EventId, false, Enum.Parse<TraceStep>(Step, ignoreCase: true), new DateTimeOffset(HappenedAt), ParentCode,
            Codes.Split(' ', StringSplitOptions.RemoveEmptyEntries), ProductCode, FromDealer, ToDealer, Document,
            AreaCode, Origin);
    }
}

/// <summary>A scan of a code; without a verdict no run found anything but clean, or none looked at it yet.</summary>
internal sealed record ScanOfCode
{
    public required string EventId { get; init; }

    public required DateTime ScannedAt { get; init; }

    public required string AreaCode { get; init; }

    public required string Actor { get; init; }

    public string? Place { get; init; }

    public string? Verdict { get; init; }

    public string? DecidedBy { get; init; }

    public int? Confidence { get; init; }

    public long? RunId { get; init; }

    public string? Evidence { get; init; }

    public Weighed Weighed => Weighed.Read(Evidence ?? "", null);
}
