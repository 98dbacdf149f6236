using System.IO.Compression;
using DealerIntegration.Connectors.Contract;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A reading of a stored page.</summary>
/// <param name="Id">Readings are numbered in the order in which the partner's pages came.</param>
/// <param name="Run">The pull that read it.</param>
internal sealed record PageReading(long Id, long Run, RawPage Page);

/// <summary>Readings whose numbers lie between two others.</summary>
/// <param name="Top">Later readings are not known yet.</param>
internal sealed record ReadingRange(long Above, long Below, long Top);

/// <summary>
/// <c>raw.page</c>: what partners sent, kept as sent, and <c>raw.page_read</c>: when it was read. The same page again
/// costs one short row.
/// </summary>
internal static class RawStore
{
    private const int PagesAtOnce = 8;

    /// <summary>
    /// Looks whether a page is known. Most pages of a list that is read whole each time are, and need be neither
    /// compressed nor sent; another one is compressed while the caller goes on.
    /// </summary>
    public static async Task<PageSave> BeginAsync(
        NpgsqlTransaction transaction, string connector, string dataset, string part, HashedPage page,
        CancellationToken cancel)
    {
        var key = new PageKey(connector, dataset, part, page.Raw.Name, page.Sha256);
        var known = (await Sql.QueryAsync<long>(
            transaction,
            """
            SELECT id FROM raw.page
             WHERE connector = @Connector AND dataset = @Dataset AND part = @Part AND name = @Name AND sha256 = @Sha256
            """,
            cancel,
            key)).Cast<long?>().SingleOrDefault();
        return new PageSave(
            key, known, known is null ? Task.Run(() => Compress(page.Raw.Body), cancel) : Task.FromResult<byte[]>([]));
    }

    /// <summary>
    /// Stores the page, or that it was read again: after what was read out of it, so that of two readings of a document
    /// the one that counts has the higher number.
    /// </summary>
    public static async Task EndAsync(
        NpgsqlTransaction transaction, PageSave save, PagePlace place, CancellationToken cancel)
    {
        if (save.Known is { } known)
        {
            await Sql.ExecuteAsync(
                transaction,
                """
                INSERT INTO raw.page_read (run_id, chunk_no, pass, page_id) VALUES (@Run, @Chunk, @Pass, @known)
                """,
                cancel,
                new { place.Run, place.Chunk, place.Pass, known });
            return;
        }

        var (connector, dataset, part, name, sha256) = save.Key;
        await Sql.ExecuteAsync(
            transaction,
            """
            WITH kept AS (
                INSERT INTO raw.page (connector, dataset, part, name, sha256, body_gzip, run_id)
                VALUES (@connector, @dataset, @part, @name, @sha256, @body, @Run)
                ON CONFLICT (connector, dataset, part, name, sha256) DO UPDATE SET name = excluded.name
                RETURNING id)
            INSERT INTO raw.page_read (run_id, chunk_no, pass, page_id) SELECT @Run, @Chunk, @Pass, id FROM kept
            """,
            cancel,
            new
            {
                connector, dataset, part, name, sha256, place.Run, place.Chunk, place.Pass, body = await save.Body,
            });
    }

    /// <summary>The pages that a chunk of a run has read in a pass.</summary>
    public static async Task<IReadOnlyList<RawPage>> ReadByAsync(
        NpgsqlTransaction transaction, PagePlace place, CancellationToken cancel) =>
    [
        .. (await Sql.QueryAsync<(string Name, byte[] Body)>(
            transaction,
            """
            SELECT p.name, p.body_gzip FROM raw.page_read r JOIN raw.page p ON p.id = r.page_id
             WHERE r.run_id = @Run AND r.chunk_no = @Chunk AND r.pass = @Pass ORDER BY r.id
            """,
            cancel,
            place)).Select(p => new RawPage(p.Name, Expand(p.Body), Cursor: null)),
    ];

    /// <summary>Number of the last reading of a dataset's pages; the known one where none came since.</summary>
    public static async Task<long> NewestReadingAsync(
        NpgsqlTransaction transaction, string connector, string dataset, long known, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction,
            """
            SELECT coalesce(max(r.id), @known) FROM raw.page_read r JOIN raw.page p ON p.id = r.page_id
             WHERE p.connector = @connector AND p.dataset = @dataset AND r.id > @known
            """,
            cancel,
            new { connector, dataset, known })).Single();

    /// <summary>
    /// The last few readings of a dataset's pages within a range, newest first. Of a page that came several times
    /// unchanged only the last one is among them: the others said nothing else.
    /// </summary>
    public static async Task<IReadOnlyList<PageReading>> ReadingsAsync(
        NpgsqlTransaction transaction, string connector, string dataset, ReadingRange range,
        CancellationToken cancel) =>
    [
        .. (await Sql.QueryAsync<(long Id, long Run, string Name, byte[] Body)>(
            transaction,
            """
            SELECT r.id, r.run_id, p.name, p.body_gzip FROM raw.page_read r JOIN raw.page p ON p.id = r.page_id
             WHERE p.connector = @connector AND p.dataset = @dataset AND r.id > @above AND r.id < @below
               AND NOT EXISTS (SELECT 1 FROM raw.page_read n
                                WHERE n.page_id = r.page_id AND n.id > r.id AND n.id <= @top)
             ORDER BY r.id DESC LIMIT @limit
            """,
            cancel,
            new { connector, dataset, range.Above, range.Below, range.Top, limit = PagesAtOnce }))
        .Select(p => new PageReading(p.Id, p.Run, new RawPage(p.Name, Expand(p.Body), Cursor: null))),
    ];

    private static byte[] Compress(ReadOnlyMemory<byte> body)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(body.Span);
        }

        return target.ToArray();
    }

    private static byte[] Expand(byte[] body)
    {
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var target = new MemoryStream(body.Length * 4);
        gzip.CopyTo(target);
        return target.ToArray();
    }
}

/// <summary>Which run read a page, in which chunk and pass.</summary>
internal sealed record PagePlace(long Run, int Chunk, int Pass);
