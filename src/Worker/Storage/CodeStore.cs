using System.Text;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Trace events and the flat list of shipped codes, as of a watermark: all of them for an index, or those of a few
/// codes.
/// </summary>
internal static class CodeStore
{
    /// <summary>Identity of the data, and the content of the last version up to a watermark.</summary>
    public static async Task<(Guid Book, Guid Witness)> IdentityAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel) =>
        (await Sql.QueryAsync<(Guid, Guid)>(
            transaction,
            """
            SELECT id, coalesce((SELECT content_hash FROM (
                   (SELECT seq, content_hash FROM canonical.trace_event WHERE seq <= @watermark
                     ORDER BY seq DESC LIMIT 1)
                   UNION ALL
                   (SELECT seq, content_hash FROM canonical.trace_code WHERE seq <= @watermark
                     ORDER BY seq DESC LIMIT 1)) last
                   ORDER BY seq DESC LIMIT 1), '00000000-0000-0000-0000-000000000000'::uuid)
              FROM canonical.code_book
            """,
            cancel,
            new { watermark })).Single();

    public static async Task ReadAllAsync(
        NpgsqlTransaction transaction, long watermark, IndexDraft draft, CancellationToken cancel)
    {
        var trace = new TraceRow();
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("trace-lives", ("watermark", watermark)),
            row =>
            {
                trace.Read(row);
                draft.Add(trace.Event(row));
            },
            cancel);
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("shipped-lives", ("watermark", watermark)),
            row => trace.AddShipped(row, draft),
            cancel);
    }

    /// <summary>Codes named by what changed after one watermark up to another: a unit, and codes by blanks.</summary>
    public static Task<IReadOnlyList<(string? Unit, string? Codes)>> ChangesAsync(
        NpgsqlTransaction transaction, long from, long to, CancellationToken cancel) =>
        Sql.QueryAsync<(string?, string?)>(transaction, Sql.Query("trace-changes"), cancel, new { from, to });

    /// <summary>Versions of trace events that came after one watermark, up to another.</summary>
    public static Task<IReadOnlyList<long>> ChangedSeqsAsync(
        NpgsqlTransaction transaction, long from, long to, CancellationToken cancel) =>
        Sql.QueryAsync<long>(
            transaction,
            "SELECT seq FROM canonical.trace_event WHERE seq > @from AND seq <= @to",
            cancel,
            new { from, to });

    /// <summary>Units that events and rows of the flat list name.</summary>
    public static Task<IReadOnlyList<string>> UnitsOfAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<long> seqs, IReadOnlyCollection<string> codes,
        long watermark, CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction,
            """
            SELECT parent_code FROM canonical.trace_event WHERE seq = ANY(@seqs) AND parent_code IS NOT NULL
            UNION
            SELECT parent_code FROM canonical.trace_code
             WHERE key = ANY(@codes) AND parent_code IS NOT NULL AND seq <= @watermark
               AND until_seq = 9223372036854775807
            UNION
            SELECT parent_code FROM canonical.trace_code
             WHERE key = ANY(@codes) AND parent_code IS NOT NULL AND seq <= @watermark
               AND until_seq <> 9223372036854775807 AND until_seq > @watermark
            """,
            cancel,
            new { seqs = seqs.ToArray(), codes = codes.ToArray(), watermark });

    /// <summary>Versions of packings into units.</summary>
    public static Task<IReadOnlyList<long>> PackingsIntoAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<string> units, long watermark, CancellationToken cancel) =>
        Sql.QueryAsync<long>(
            transaction,
            """
            SELECT seq FROM canonical.trace_event
             WHERE parent_code = ANY(@units) AND step = 'pack' AND seq <= @watermark AND until_seq > @watermark
            """,
            cancel,
            new { units = units.ToArray(), watermark });

    /// <summary>Whether more than so many versions came after a watermark.</summary>
    public static async Task<bool> HasMoreAsync(
        NpgsqlTransaction transaction, long from, long to, long most, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction,
            """
            SELECT (SELECT count(*) FROM (SELECT 1 FROM canonical.trace_event WHERE seq > @from AND seq <= @to
                     LIMIT @most + 1) e)
                 + (SELECT count(*) FROM (SELECT 1 FROM canonical.trace_code WHERE seq > @from AND seq <= @to
                     LIMIT @most + 1) c)
            """,
            cancel,
            new { from, to, most })).Single() > most;

    /// <summary>The codes that lie in units, by blanks, whatever the order of events makes of it.</summary>
    public static Task<IReadOnlyList<string>> InsideAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<string> units, long watermark, CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction,
            """
            SELECT e.codes FROM canonical.trace_event e
             WHERE e.parent_code = ANY(@units) AND e.codes IS NOT NULL AND e.step = 'pack'
               AND e.seq <= @watermark AND e.until_seq > @watermark
            UNION ALL
            SELECT c.code FROM canonical.trace_code c
             WHERE c.parent_code = ANY(@units) AND c.seq <= @watermark AND c.until_seq > @watermark
            """,
            cancel,
            new { units = units.ToArray(), watermark });

    /// <summary>Adds wanted events and rows of the flat list to a draft.</summary>
    public static async Task ReadWantedAsync(
        NpgsqlTransaction transaction, WantedLives wanted, long watermark, IndexDraft draft, CancellationToken cancel)
    {
        var trace = new TraceRow();
        await EventsAsync(
            transaction,
            wanted,
            watermark,
            row =>
            {
                trace.Read(row);
                draft.Add(trace.Event(row));
                row.Bytes();
                row.Bytes();
                row.Bytes();
            },
            cancel);
        await ShippedAsync(transaction, wanted, watermark, row => trace.AddShipped(row, draft), cancel);
    }

    /// <summary>Wanted events whole, with those of their codes that are asked for.</summary>
    /// <param name="isAsked">Which codes of an event are worth a text.</param>
    public static async Task<FoundLives> FindAsync(
        NpgsqlTransaction transaction, WantedLives wanted, long watermark, Func<ReadOnlySpan<byte>, bool> isAsked,
        CancellationToken cancel)
    {
        var found = new FoundLives([], []);
        var pool = new TextPool();
        await EventsAsync(
            transaction, wanted, watermark, row => found.Events.Add((row.Long(), EventOf(row, pool, isAsked))), cancel);
        await ShippedAsync(transaction, wanted, watermark, row => found.Shipped.Add(BindingOf(row, pool)), cancel);
        return found;
    }

    private static Task EventsAsync(
        NpgsqlTransaction transaction, WantedLives wanted, long watermark, Action<CopyRow> row,
        CancellationToken cancel)
    {
        // In the order in which they lie in the table.
        var seqs = wanted.Seqs.Where(seq => seq > 0).Order().ToList();
        return seqs.Count == 0
            ? Task.CompletedTask
            : CopyOut.ReadAsync(
                transaction,
                CopyOut.Bind("trace-lives-wanted", ("watermark", watermark), ("seqs", seqs)),
                row,
                cancel);
    }

    private static async Task ShippedAsync(
        NpgsqlTransaction transaction, WantedLives wanted, long watermark, Action<CopyRow> row,
        CancellationToken cancel)
    {
        var seqs = wanted.Seqs.Where(seq => seq < 0).Select(seq => -seq).Order().ToList();
        if (seqs.Count == 0 && wanted.Codes.Count == 0)
        {
            return;
        }

        await Sql.ExecuteAsync(
            transaction,
            """
            DROP TABLE IF EXISTS wanted_code;
            CREATE TEMP TABLE wanted_code ON COMMIT DROP AS SELECT DISTINCT code FROM unnest(@codes) AS u (code);
            ANALYZE wanted_code;
            """,
            cancel,
            new { codes = wanted.Codes.ToArray() });
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("shipped-lives-wanted", ("watermark", watermark), ("seqs", seqs)),
            row,
            cancel);
    }

    private static TraceEvent EventOf(CopyRow row, TextPool pool, Func<ReadOnlySpan<byte>, bool> isAsked)
    {
        var (step, at) = (Enum.Parse<TraceStep>(row.Text(pool), ignoreCase: true), row.Instant());
        var (parent, product) = (row.TextOrNull(), row.TextOrNull(pool));
        var (from, to, document) = (row.TextOrNull(pool), row.TextOrNull(pool), row.TextOrNull(pool));
        var codes = AskedOf(row.Bytes(), isAsked, out var named);
        var id = row.Text();

        // An unpacking of codes nobody asked for must not read as one of the whole unit.
        var unit = step == TraceStep.Unpack && named && codes.Count == 0 ? null : parent;
        return new TraceEvent(
            id, false, step, at, unit, codes, product, from, to, document, row.TextOrNull(pool), row.TextOrNull());
    }

    private static List<string> AskedOf(
        ReadOnlySpan<byte> codes, Func<ReadOnlySpan<byte>, bool> isAsked, out bool named)
    {
        var asked = new List<string>(1);
        named = false;
        foreach (var part in codes.Split((byte)' '))
        {
            var code = codes[part];
            named |= !code.IsEmpty;
            if (!code.IsEmpty && isAsked(code))
            {
                asked.Add(TraceCode.Normalise(Encoding.UTF8.GetString(code)));
            }
        }

        return asked;
    }

    private static CodeBinding BindingOf(CopyRow row, TextPool pool)
    {
        row.Long();
        var (level, at, parent) = (row.Text(pool), row.Instant(), row.TextOrNull());
        var (product, dealer, shipment) = (row.Text(pool), row.Text(pool), row.Text(pool));
        row.Bool();
        return new CodeBinding(
            TraceCode.Normalise(row.Text()),
            parent is null ? null : TraceCode.Normalise(parent),
            level switch { "pallet" => CodeLevel.Pallet, "carton" => CodeLevel.Carton, _ => CodeLevel.Item },
            product, dealer, shipment, at);
    }
}

/// <summary>
/// Versions of events (below 0: of rows of the flat list), and codes whose rows of that list are wanted.
/// </summary>
internal sealed record WantedLives(IReadOnlyCollection<long> Seqs, IReadOnlyCollection<string> Codes);

/// <summary>Events with their versions, and rows of the flat list.</summary>
internal sealed record FoundLives(List<(long Seq, TraceEvent Event)> Events, List<CodeBinding> Shipped);
