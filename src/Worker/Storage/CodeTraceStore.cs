using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Events and shipped codes that concern some codes and the units they lay in (码的轨迹), as a run saw them.
/// </summary>
/// <param name="index">
/// Says where the events of a code stand, of whatever watermark it is; null: all events are searched through.
/// </param>
internal sealed class CodeTraceStore(NpgsqlTransaction transaction, MappedIndex? index, long watermark)
{
    // Items, cartons, pallets, and room for a packing that somebody made deeper; a cycle ends because nothing is new.
    private const int Levels = 8;

    private readonly CodeBook? _book = index is null ? null : new CodeBook(index, null);
    private readonly HashSet<ulong> _seen = [];
    private readonly HashSet<long> _seqs = [];

    public async Task<CodeTrace> LoadAsync(IEnumerable<string> codes, CancellationToken cancel)
    {
        // As they were scanned and in normal form: older rows may hold either.
        var known = codes.SelectMany(c => new[] { c, TraceCode.Normalise(c) }).ToHashSet(StringComparer.Ordinal);
        var around = new HashSet<string>(StringComparer.Ordinal);
        var events = new Dictionary<long, TracedEvent>();
        var shipped = new Dictionary<long, ShippedCode>();
        string[] fresh = [.. known];
        for (var level = 0; level < Levels && fresh.Length > 0; level++)
        {
            var units = new List<string?>();
            foreach (var e in await EventsAsync(fresh, known, around, cancel))
            {
                if (events.TryAdd(e.Version, e))
                {
                    units.Add(e.ParentCode);
                }
            }

            foreach (var code in await ShippedAsync(fresh, cancel))
            {
                if (shipped.TryAdd(code.Version, code))
                {
                    units.Add(code.ParentCode);
                }
            }

            around.UnionWith(units.OfType<string>());
            fresh = [.. units.OfType<string>().Where(known.Add)];
        }

        return new CodeTrace(
            [.. events.Values.OrderBy(e => e.HappenedAt).ThenBy(e => e.EventId, StringComparer.Ordinal)
                .ThenBy(e => e.Version)],
            [.. shipped.Values.OrderBy(c => c.Code, StringComparer.Ordinal).ThenBy(c => c.Version)]);
    }

    private Task<IReadOnlyList<TracedEvent>> EventsAsync(
        string[] fresh, HashSet<string> codes, HashSet<string> units, CancellationToken cancel)
    {
        foreach (var code in fresh)
        {
            _book?.Gather(_book.Hash.Of(code), _seen, _seqs);
        }

        return Sql.QueryAsync<TracedEvent>(
            transaction,
            Sql.Query("code-events"),
            cancel,
            new
            {
                codes = codes.ToArray(),
                units = units.ToArray(),
                seqs = _seqs.Where(seq => seq > 0).Order().ToArray(),
                @base = index?.Head.Watermark ?? 0,
                watermark,
            });
    }

    private Task<IReadOnlyList<ShippedCode>> ShippedAsync(string[] codes, CancellationToken cancel) =>
        Sql.QueryAsync<ShippedCode>(
            transaction,
            """
            SELECT seq AS "Version", code AS "Code", parent_code AS "ParentCode", level AS "Level",
                   product_code AS "ProductCode", dealer_code AS "DealerCode", shipment_number AS "ShipmentNumber",
                   shipped_at AS "ShippedAt",
                   (to_jsonb(c) - ARRAY['until_seq', 'key', 'content_hash', 'run_id'])::text AS "Row"
              FROM (SELECT * FROM canonical.trace_code
                     WHERE key = ANY (@codes) AND until_seq = 9223372036854775807
                    UNION ALL
                    SELECT * FROM canonical.trace_code
                     WHERE key = ANY (@codes) AND until_seq <> 9223372036854775807) c
             WHERE seq <= @watermark AND until_seq > @watermark
            """,
            cancel,
            new { codes, watermark });
}

/// <summary>What the hub knows of some codes, the oldest first.</summary>
internal sealed record CodeTrace(IReadOnlyList<TracedEvent> Events, IReadOnlyList<ShippedCode> Shipped)
{
    /// <summary>Custody of these codes.</summary>
    /// <param name="more">Events that are not theirs and yet say something about a unit they lay in.</param>
    public CustodyBook ToBook(IEnumerable<TraceEvent>? more = null) => CustodyBook.Of(
    [
        .. Events.Select(e => e.ToEvent()), .. ShippedCodes.AsEvents([.. Shipped.Select(s => s.ToBinding())]),
        .. more ?? [],
    ]);
}

/// <summary>A row of <c>canonical.trace_event</c>.</summary>
internal sealed record TracedEvent
{
    public long Version { get; init; }

    public required string EventId { get; init; }

    public bool DeclaresError { get; init; }

    public required string Step { get; init; }

    public DateTime HappenedAt { get; init; }

    public string? ParentCode { get; init; }

    /// <summary>Separated by blanks.</summary>
    public string? Codes { get; init; }

    public string? ProductCode { get; init; }

    public string? FromDealer { get; init; }

    public string? ToDealer { get; init; }

    public string? Document { get; init; }

    public string? AreaCode { get; init; }

    public string? Origin { get; init; }

    public required string Row { get; init; }

    public TraceEvent ToEvent() => new(
        EventId,
        DeclaresError,
        Enum.Parse<TraceStep>(Step, ignoreCase: true),
        new DateTimeOffset(DateTime.SpecifyKind(HappenedAt, DateTimeKind.Utc)),
        ParentCode,
        Codes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        ProductCode,
        FromDealer,
        ToDealer,
        Document,
        AreaCode,
        Origin);
}

/// <summary>A row of <c>canonical.trace_code</c>.</summary>
internal sealed record ShippedCode
{
    public long Version { get; init; }

    public required string Code { get; init; }

    public string? ParentCode { get; init; }

    public required string Level { get; init; }

    public required string ProductCode { get; init; }

    public required string DealerCode { get; init; }

    public required string ShipmentNumber { get; init; }

    public DateTime ShippedAt { get; init; }

    public required string Row { get; init; }

    public CodeBinding ToBinding() => new(
        TraceCode.Normalise(Code),
        ParentCode is { } parent ? TraceCode.Normalise(parent) : null,
        Enum.Parse<CodeLevel>(Level, ignoreCase: true),
        ProductCode,
        DealerCode,
        ShipmentNumber,
        new DateTimeOffset(DateTime.SpecifyKind(ShippedAt, DateTimeKind.Utc)));
}
